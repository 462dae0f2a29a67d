import { describe, expect, it } from "vitest";
import { FieldSet, printPath } from "./field-set";

const mode = ["f:spec", "f:mtls", "f:mode"];

describe("FieldSet", () => {
  it("reads and writes fieldsV1, telling a map from its fields", () => {
    const tree = {
      "f:metadata": { "f:labels": { ".": {}, "f:app": {} } },
      "f:spec": { "f:mtls": { "f:mode": {} } },
    };
    const set = FieldSet.fromFieldsV1(tree);
    expect(set.has(mode)).toBe(true);
    expect(set.has(["f:spec", "f:mtls"])).toBe(false);
    expect(set.has(["f:metadata", "f:labels"])).toBe(true);
    expect(set.toFieldsV1()).toEqual(tree);
  });

  it("computes with sets of paths", () => {
    const left = FieldSet.of([mode, ["f:data"]]);
    const right = FieldSet.of([mode, ["f:status"]]);
    expect(left.union(right).size).toBe(3);
    expect(left.intersection(right).paths()).toEqual([mode]);
    expect(left.difference(right).paths()).toEqual([["f:data"]]);
    expect(FieldSet.of([mode]).withParents().paths()).toEqual([
      ["f:spec"],
      ["f:spec", "f:mtls"],
      mode,
    ]);
  });

  it("prints a path as a conflict does, dots in keys included", () => {
    expect(printPath(mode)).toBe(".spec.mtls.mode");
    expect(
      printPath(["f:metadata", "f:labels", "f:app.kubernetes.io/name"]),
    ).toBe(".metadata.labels.app.kubernetes.io/name");
  });
});
