import { describe, expect, it } from "vitest";
import { schemaOf } from "./istio-schemas";
import { prune, type Schema, unknownFields, validate } from "./schema";

function problems(kind: string, spec: unknown): string[] {
  const schema = schemaOf(kind);
  if (schema === null) {
    throw new Error(`${kind} has no schema`);
  }
  return validate(schema, { spec }).map(
    ({ field, message }) => `${field}: ${message}`,
  );
}

const unchecked = expect.stringContaining(
  "some validation rules were not checked",
);
const labelled = { selector: { matchLabels: { app: "a" } } };

describe("PeerAuthentication", () => {
  it.each([
    ["nothing", {}],
    ["every mode", { mtls: { mode: "UNSET" } }],
    [
      "port modes with a selector",
      { ...labelled, portLevelMtls: { "8080": { mode: "DISABLE" } } },
    ],
    ["the last port", { ...labelled, portLevelMtls: { "65535": {} } }],
    ["an empty selector without port modes", { selector: {} }],
  ])("may have %s", (_, spec) => {
    expect(problems("PeerAuthentication", spec)).toEqual([]);
  });

  it.each([
    [
      "a selector without labels",
      { selector: { matchLabels: {} }, portLevelMtls: { "80": {} } },
      "spec: Invalid value: portLevelMtls requires selector",
    ],
    [
      "port 0",
      { ...labelled, portLevelMtls: { "0": {} } },
      "spec.portLevelMtls: Invalid value: port must be between 1-65535",
    ],
    [
      "no ports",
      { ...labelled, portLevelMtls: {} },
      "spec.portLevelMtls: Invalid value: 0: spec.portLevelMtls in body should have at least 1 properties",
    ],
    [
      "a wildcard label",
      { selector: { matchLabels: { app: "a*" } } },
      'spec.selector.matchLabels[app]: Invalid value: "a*": wildcard not allowed in label value match',
    ],
    [
      "an empty label key",
      { selector: { matchLabels: { "": "a" } } },
      "spec.selector.matchLabels: Invalid value: key must not be empty",
    ],
  ])("may not have %s", (_, spec, expected) => {
    expect(problems("PeerAuthentication", spec)).toEqual([expected]);
  });

  it("is not checked by rules while its structure is wrong", () => {
    const spec = { mtls: { mode: "strict" }, portLevelMtls: { "80": {} } };
    expect(problems("PeerAuthentication", spec)).toEqual([
      'spec.mtls.mode: Unsupported value: "strict": supported values: "UNSET", "DISABLE", "PERMISSIVE", "STRICT"',
      unchecked,
    ]);
    expect(problems("PeerAuthentication", { mtls: null })).toEqual([
      'spec.mtls: Invalid value: "null": spec.mtls in body must be of type object: "null"',
      unchecked,
    ]);
  });
});

describe("DestinationRule", () => {
  it("needs a host, and names for its subsets", () => {
    expect(problems("DestinationRule", { subsets: [{}] })).toEqual([
      "spec.host: Required value",
      "spec.subsets[0].name: Required value",
      unchecked,
    ]);
  });

  it("checks TLS modes wherever they are", () => {
    const tls = { mode: "STRICT" };
    const spec = { host: "a", trafficPolicy: { portLevelSettings: [{ tls }] } };
    expect(problems("DestinationRule", spec)[0]).toContain(
      "spec.trafficPolicy.portLevelSettings[0].tls.mode",
    );
  });
});

describe("fields a schema does not know", () => {
  const schema: Schema = {
    type: "object",
    properties: {
      known: { type: "object", properties: {} },
      open: { type: "object" },
    },
  };
  const value = { known: { typo: 1 }, open: { any: { thing: 1 } }, other: 2 };

  it("are named and dropped, but not inside open maps", () => {
    expect(unknownFields(schema, value)).toEqual(["known.typo", "other"]);
    expect(prune(schema, value)).toEqual({
      known: {},
      open: { any: { thing: 1 } },
    });
  });
});
