import { expect, test } from "vitest";
import { labelSelectorMatches } from "./label-selector";

const labels = { app: "cart", tier: "web" };
const asks = (
  operator: "In" | "NotIn" | "Exists" | "DoesNotExist",
  key: string,
  ...values: string[]
) => ({
  matchLabels: {},
  matchExpressions: [{ key, operator, values }],
});

test.each([
  [{ matchLabels: {}, matchExpressions: [] }, true],
  [{ matchLabels: { app: "cart" }, matchExpressions: [] }, true],
  [{ matchLabels: { app: "till" }, matchExpressions: [] }, false],
  [asks("In", "app", "till", "cart"), true],
  [asks("In", "zone", "a"), false],
  [asks("NotIn", "app", "cart"), false],
  [asks("NotIn", "zone", "a"), true],
  [asks("Exists", "tier"), true],
  [asks("Exists", "zone"), false],
  [asks("DoesNotExist", "tier"), false],
  [asks("DoesNotExist", "zone"), true],
  [{ ...asks("Exists", "tier"), matchLabels: { app: "till" } }, false],
])("%j: %j", (selector, isMatch) => {
  expect(labelSelectorMatches(selector, labels)).toBe(isMatch);
});
