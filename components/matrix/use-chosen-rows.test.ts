import { describe, expect, it } from "vitest";
import { aRow } from "@/components/testing/a-snapshot";
import { linesOf } from "./lines";
import { linesBetween, servicesOf } from "./use-chosen-rows";

const groups = ["a", "b"].map((namespace) => ({
  namespace,
  rows: ["one", "two"].map((name) => aRow({ namespace, name })),
  locked: 0,
  system: false,
}));
const lines = linesOf(groups, new Set(["a"]), new Map());
const chosen = (from: string, to: string) =>
  linesBetween(lines, from, to).flatMap(servicesOf);

describe("a range of services", () => {
  it("has both ends, in either direction", () => {
    expect(chosen("a/one", "a/two")).toEqual(["a/one", "a/two"]);
    expect(chosen("a/two", "a/one")).toEqual(["a/one", "a/two"]);
  });

  it("takes of an open namespace what is in it, and of a folded one everything", () => {
    expect(chosen("a/two", "b")).toEqual(["a/two", "b/one", "b/two"]);
    expect(chosen("a", "a/one")).toEqual(["a/one"]);
  });

  it("begins anew where its start is gone", () => {
    expect(chosen("gone/x", "a/two")).toEqual(["a/two"]);
  });
});
