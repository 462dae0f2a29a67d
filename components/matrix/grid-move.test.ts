import { describe, expect, it } from "vitest";
import { moveBy } from "./grid-move";

const extent = { lines: 30, columns: 8, page: 10 };

describe("moveBy", () => {
  it.each([
    ["ArrowUp", false, 4, 3],
    ["ArrowDown", false, 6, 3],
    ["ArrowLeft", false, 5, 2],
    ["ArrowRight", false, 5, 4],
    ["Home", false, 5, 0],
    ["End", false, 5, 7],
    ["Home", true, 0, 0],
    ["End", true, 29, 7],
    ["PageUp", false, 0, 3],
    ["PageDown", false, 15, 3],
  ])(
    "leads with %s (ctrl %s) to line %i, column %i",
    (key, ctrl, line, column) => {
      expect(moveBy(key, ctrl, { line: 5, column: 3 }, extent)).toEqual({
        line,
        column,
      });
    },
  );

  it("stays inside the grid at every edge", () => {
    const first = { line: 0, column: 0 };
    const last = { line: 29, column: 7 };
    expect(moveBy("ArrowUp", false, first, extent)).toEqual(first);
    expect(moveBy("ArrowLeft", false, first, extent)).toEqual(first);
    expect(moveBy("ArrowDown", false, last, extent)).toEqual(last);
    expect(moveBy("ArrowRight", false, last, extent)).toEqual(last);
    expect(moveBy("PageDown", false, last, extent)).toEqual(last);
  });

  it("leaves every other key to the page", () => {
    expect(moveBy("Tab", false, { line: 0, column: 0 }, extent)).toBeNull();
    expect(moveBy("a", false, { line: 0, column: 0 }, extent)).toBeNull();
  });
});
