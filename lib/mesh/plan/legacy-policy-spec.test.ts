import { describe, expect, test } from "vitest";
import {
  legacyPolicySpec,
  readLegacySpec,
  withLegacyMode,
} from "./legacy-policy-spec";

test("a new Policy names services, or ports of them", () => {
  expect(
    legacyPolicySpec(
      [
        { name: "a", ports: [] },
        { name: "b", ports: [8000] },
      ],
      "STRICT",
    ),
  ).toEqual({
    targets: [{ name: "a" }, { name: "b", ports: [{ number: 8000 }] }],
    peers: [{ mtls: { mode: "STRICT" } }],
  });
});

describe("setting the mode of a Policy", () => {
  test("changes the peer that decides, and carries everything else over", () => {
    const rest = {
      targets: [{ name: "a" }],
      origins: [{ jwt: { issuer: "x" } }],
      principalBinding: "USE_ORIGIN",
    };
    expect(
      withLegacyMode(
        { ...rest, peers: [{ jwt: {} }, { mtls: { mode: "PERMISSIVE" } }] },
        "STRICT",
      ),
    ).toEqual({ ...rest, peers: [{ jwt: {} }, { mtls: { mode: "STRICT" } }] });
  });

  test("adds a peer where none asks for mutual TLS", () => {
    expect(withLegacyMode({ targets: [] }, "STRICT")).toEqual({
      targets: [],
      peers: [{ mtls: { mode: "STRICT" } }],
    });
  });

  test("drops what was documented to soften STRICT", () => {
    expect(
      withLegacyMode(
        { peers: [{ mtls: { allowTls: true } }], peerIsOptional: true },
        "STRICT",
      ),
    ).toEqual({ peers: [{ mtls: { mode: "STRICT" } }] });
  });
});

test.each([
  [{ peers: [{ mtls: null }] }, "STRICT"],
  [{ peers: [{ mtls: {} }] }, "STRICT"],
  [{ peers: [{ mtls: { mode: "PERMISSIVE" } }] }, "PERMISSIVE"],
  [{ peers: [{ jwt: {} }] }, undefined],
  [{ peers: [] }, undefined],
  [{}, undefined],
])("the spec %j is read as %s (semantics C)", (spec, mode) => {
  expect(readLegacySpec(spec).mtls?.mode).toBe(mode);
});
