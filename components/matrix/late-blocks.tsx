"use client";
import { type ReactNode, useDeferredValue } from "react";

const NONE: readonly number[] = [];

/**
 * The callers of a line. A line that comes into view names itself in the frame of the scroll; its
 * cells follow as soon as there is time, and never, if it is gone again by then.
 */
export function LateBlocks({
  blocks,
  atOnce,
  children,
}: {
  blocks: readonly number[];
  /** The line of the grid's tab stop: its cells must be there to be focused. */
  atOnce: boolean;
  children: (block: number) => ReactNode;
}) {
  const late = useDeferredValue(blocks, NONE);
  return (atOnce ? blocks : late).map(children);
}
