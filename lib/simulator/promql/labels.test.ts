import { describe, expect, it } from "vitest";
import {
  dropLabels,
  joinLabels,
  makeLabels,
  NO_LABELS,
  partOf,
  pickLabels,
  withLabel,
} from "./labels";

const entries = (labels: Record<string, string>) => Object.entries(labels);
const one = makeLabels(entries({ b: "2", a: "1", c: "" }));

describe("equal label sets are one object", () => {
  it("whatever the order, and without empty values", () => {
    expect(makeLabels(entries({ a: "1", b: "2" }))).toBe(one);
    expect(Object.entries(one)).toEqual([
      ["a", "1"],
      ["b", "2"],
    ]);
  });

  it("whichever way they were made", () => {
    const three = makeLabels(entries({ a: "1", b: "2", z: "3" }));
    expect(dropLabels(three, ["z"])).toBe(one);
    expect(pickLabels(three, ["b", "a", "y"])).toBe(one);
    expect(withLabel(one, "z", "3")).toBe(three);
    expect(withLabel(three, "z", "")).toBe(one);
    expect(withLabel(withLabel(one, "a", "9"), "a", "1")).toBe(one);
    const parts = [partOf(entries({ z: "3", b: "2" })), partOf([["a", "1"]])];
    expect(joinLabels(parts)).toBe(three);
    expect(dropLabels(one, ["a", "b"])).toBe(NO_LABELS);
  });

  it("and different ones are not, however many there are", () => {
    const made = new Set(
      Array.from({ length: 40_000 }, (_, index) =>
        makeLabels(
          entries({
            pod: `p${index % 200}`,
            peer: `q${Math.floor(index / 200)}`,
          }),
        ),
      ),
    );
    expect(made.size).toBe(40_000);
    expect(makeLabels(entries({ a: "2", b: "1" }))).not.toBe(one);
  });
});
