import { expect, it } from "vitest";
import { likeTheLast, oneOfEach } from "./shared-values";

it("a value equal to the one before is the one before", () => {
  const same = likeTheLast<unknown>();
  const first = same({ app: "web", ports: [{ name: "http", port: 80 }] });
  expect(same({ ports: [{ port: 80, name: "http" }], app: "web" })).toBe(first);
});

it.each([
  [{ app: "web" }, { app: "web", tier: "1" }],
  [{ app: "web", tier: "1" }, { app: "web" }],
  [{ app: "web" }, { tier: "web" }],
  [[1, 2], [1]],
  [[], {}],
  [null, {}],
  ["a", "b"],
  [{ port: null }, { port: 80 }],
  [{}, JSON.parse('{"__proto__":"x"}')],
])("%j is never taken for %j", (before, next) => {
  const same = likeTheLast<unknown>();
  same(before);
  expect(same(next)).toBe(next);
});

it("texts are told apart also after it has forgotten them", () => {
  const kept = oneOfEach(2);
  expect(["a", "b", "c", "a", "b"].map(kept)).toEqual([
    "a",
    "b",
    "c",
    "a",
    "b",
  ]);
});
