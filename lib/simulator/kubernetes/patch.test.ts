import { describe, expect, it } from "vitest";
import { mergePatch } from "./patch";

describe("merge patch", () => {
  it.each([
    ["replaces a value", { a: "b" }, { a: "c" }, { a: "c" }],
    ["adds beside what is there", { a: "b" }, { b: "c" }, { a: "b", b: "c" }],
    ["removes with null", { a: "b", b: "c" }, { a: null }, { b: "c" }],
    ["removes nothing that is not there", { a: "b" }, { x: null }, { a: "b" }],
    [
      "goes into maps",
      { a: { b: "c", d: "e" } },
      { a: { b: "x", d: null } },
      { a: { b: "x" } },
    ],
    ["replaces lists whole", { a: ["b", "c"] }, { a: ["d"] }, { a: ["d"] }],
    [
      "turns a value into a map without its nulls",
      { a: "b" },
      { a: { b: "c", d: null } },
      { a: { b: "c" } },
    ],
  ])("%s", (_, target, patch, expected) => {
    expect(mergePatch(target, patch)).toEqual(expected);
  });
});
