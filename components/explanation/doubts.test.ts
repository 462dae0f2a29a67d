import { expect, it } from "vitest";
import { doubtsOf } from "./doubts";

it("has no doubts where everything was read", () => {
  expect(doubtsOf([])).toEqual({ any: false, policies: false, rules: false });
});

it.each(["policies-unreadable", "legacy-support-unknown"] as const)(
  "knows nothing of how calls end with %s",
  (code) => {
    expect(doubtsOf([code])).toEqual({
      any: true,
      policies: true,
      rules: true,
    });
  },
);

it("still knows what a port accepts without DestinationRules", () => {
  expect(doubtsOf(["rules-unreadable"])).toEqual({
    any: true,
    policies: false,
    rules: true,
  });
});
