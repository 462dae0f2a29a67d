import { describe, expect, it } from "vitest";
import { CELL_PX, clientLeft } from "./geometry";
import {
  AT_END,
  AT_START,
  clientClass,
  clientRules,
  MOVED,
  shiftRules,
} from "./shift";

const moves = (left: number, max: number) =>
  Object.fromEntries(
    [
      ...shiftRules(left, max).matchAll(/\.([\w-]+)\{translate:(-?\d+)px\}/g),
    ].map(([, name, px]) => [name, Number(px)]),
  );

describe("shiftRules", () => {
  it("moves the lines as far as was scrolled and keeps their edges where they were", () => {
    expect(moves(300, 1_000)).toEqual({
      [MOVED]: -300,
      [AT_START]: 300,
      [AT_END]: -700,
    });
  });

  it("has the last cells at the end of the visible part before anything was scrolled, and at their own place after all was", () => {
    expect(moves(0, 1_000)).toEqual({ [AT_END]: -1_000 });
    expect(moves(1_000, 1_000)).toEqual({ [MOVED]: -1_000, [AT_START]: 1_000 });
  });

  it("moves nothing where everything fits, and never on paper", () => {
    expect(shiftRules(0, 0)).toBe("");
    expect(shiftRules(1, 2)).toMatch(/^@media screen\{.*\}$/);
  });
});

it("gives every client a column of its own, without gaps", () => {
  const rules = clientRules(3);
  for (const index of [0, 1, 2]) {
    expect(rules).toContain(
      `.${clientClass(index)}{left:${clientLeft(0) + index * CELL_PX}px;width:${CELL_PX}px}`,
    );
  }
});
