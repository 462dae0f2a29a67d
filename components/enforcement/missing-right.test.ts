import { expect, it } from "vitest";
import { missingRight } from "./missing-right";

const SAID =
  'peerauthentications.security.istio.io is forbidden: User "viewer" cannot patch resource "peerauthentications" in API group "security.istio.io" in the namespace "foo"';

it("names the right that the API server missed", () => {
  expect(
    missingRight({ accepted: false, code: "forbidden", message: SAID }),
  ).toEqual({ verb: "patch", resource: "peerauthentications" });
});

it("names none where the API server said something else", () => {
  expect(missingRight({ accepted: true })).toBeNull();
  expect(
    missingRight({ accepted: false, code: "invalid", message: SAID }),
  ).toBeNull();
  expect(
    missingRight({
      accepted: false,
      code: "forbidden",
      message: "admission webhook says no",
    }),
  ).toBeNull();
});
