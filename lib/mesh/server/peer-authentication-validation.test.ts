import { expect, test } from "vitest";
import {
  type PeerAuthenticationSpec,
  validatePeerAuthentication,
} from "./peer-authentication-validation";

const selector = { app: "cart" };

test.each<[string, PeerAuthenticationSpec, readonly string[]]>([
  ["an empty spec is fine", { selector: null, portLevelMtls: null }, []],
  [
    "ports beside a selector are fine",
    { selector, portLevelMtls: { "8080": {} } },
    [],
  ],
  [
    "ports need a selector",
    { selector: null, portLevelMtls: { "8080": {} } },
    ["ports-without-selector"],
  ],
  [
    "an empty port list is refused",
    { selector, portLevelMtls: {} },
    ["empty-port-list"],
  ],
  [
    "port 0 is no port",
    { selector, portLevelMtls: { "0": {} } },
    ["port-out-of-range"],
  ],
  [
    "nor is 65536",
    { selector, portLevelMtls: { "65536": {} } },
    ["port-out-of-range"],
  ],
  [
    "a label needs a key",
    { selector: { "": "x" }, portLevelMtls: null },
    ["empty-label-key"],
  ],
  [
    "a selector takes no wildcards",
    { selector: { app: "c*" }, portLevelMtls: null },
    ["wildcard-in-selector"],
  ],
])("%s", (_name, spec, errors) => {
  expect(validatePeerAuthentication(spec).errors).toEqual(errors);
});

test("a selector without labels is let in with a warning", () => {
  expect(
    validatePeerAuthentication({ selector: {}, portLevelMtls: null }),
  ).toEqual({
    errors: [],
    warnings: ["selector-without-labels"],
  });
});

test.each(["0x1f90", "80.5", "1e3", " 80", "+80", "0", "65536", "abc", ""])(
  "a port list with the key %j is refused",
  (key) => {
    const { errors } = validatePeerAuthentication({
      selector: { app: "cart" },
      portLevelMtls: { [key]: {} },
    });
    expect(errors).toEqual(["port-out-of-range"]);
  },
);
