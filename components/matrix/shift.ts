/**
 * Where the cells of the grid stand sideways, as rules of a style sheet. Pure.
 *
 * The lines stand still in the scrolled box and are moved by hand, their first and last cells back again:
 * cells that stick by themselves are a layer each, and a screen full of layers costs more in every frame
 * than all else. They are rules and not styles of every cell, because a browser remembers each style it
 * has met and searches them for the next.
 */
import { CELL_PX, clientLeft, lineMinWidth } from "./geometry";

/** What moves sideways as far as was scrolled. */
export const MOVED = "matrix-moved";
/** Within that, what stays at the start of the visible part, and at its end. */
export const AT_START = "matrix-at-start";
export const AT_END = "matrix-at-end";

/**
 * @param left how far was scrolled
 * @param max how far it can be scrolled; both in CSS pixels
 */
export function shiftRules(left: number, max: number): string {
  const rules = [
    rule(MOVED, -left),
    rule(AT_START, left),
    rule(AT_END, left - max),
  ].join("");
  return rules === "" ? "" : `@media screen{${rules}}`;
}

/** How far a box of that width can be scrolled sideways. Counted, because asking the box makes it lay its lines out first. */
export function furthest(width: number, clients: number): number {
  return Math.max(0, lineMinWidth(clients) - width);
}

/** The class of every cell in the column of a client. */
export function clientClass(index: number): string {
  return `matrix-client-${index}`;
}

export function clientRules(clients: number): string {
  return Array.from(
    { length: clients },
    (_, index) =>
      `.${clientClass(index)}{left:${clientLeft(index)}px;width:${CELL_PX}px}`,
  ).join("");
}

/** Nothing at zero: most meshes are never scrolled sideways. */
function rule(name: string, px: number): string {
  return px === 0 ? "" : `.${name}{translate:${px}px}`;
}
