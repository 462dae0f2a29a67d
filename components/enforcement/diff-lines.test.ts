import { describe, expect, it } from "vitest";
import { diffLines } from "./diff-lines";

const shown = (before: string | null, after: string | null) =>
  diffLines(before, after).map(({ kind, text }) => [kind, text]);

describe("diffLines", () => {
  it("marks the line that changes and keeps the rest", () => {
    const before = "spec:\n  mtls:\n    mode: PERMISSIVE\n";
    const after = "spec:\n  mtls:\n    mode: STRICT\n";
    expect(shown(before, after)).toEqual([
      ["same", "spec:"],
      ["same", "  mtls:"],
      ["removed", "    mode: PERMISSIVE"],
      ["added", "    mode: STRICT"],
    ]);
  });

  it("adds every line of an object that is created, removes every line of one that is deleted", () => {
    expect(shown(null, "a\nb\n")).toEqual([
      ["added", "a"],
      ["added", "b"],
    ]);
    expect(shown("a\n", null)).toEqual([["removed", "a"]]);
  });

  it("does not take a missing last line break for a change", () => {
    expect(shown("a\nb", "a\nb\nc\n")).toEqual([
      ["same", "a"],
      ["same", "b"],
      ["added", "c"],
    ]);
  });

  it("numbers the lines", () => {
    expect(diffLines("a\n", "b\n").map((line) => line.place)).toEqual([0, 1]);
  });
});
