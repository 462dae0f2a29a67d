"use client";
import clsx from "clsx";
import type { ReactNode } from "react";
import { LINE_PX, lineTemplate } from "./geometry";
import { LEVELS, type Line } from "./lines";

/** Where a line is drawn, and what it shares with all lines of one drawing. */
export interface LinePlace {
  /** Of the whole grid, the heads being 1. */
  readonly rowIndex: number;
  /** Within the body of the grid, in CSS pixels. */
  readonly top: number;
}

/**
 * One row of the treegrid. Its height is fixed and nothing sticks out of it, so that the browser lays
 * out and paints each one by itself.
 */
export function LineFrame({
  line,
  place: { rowIndex, top },
  columns,
  expanded,
  chosen,
  className,
  children,
}: {
  line: Line;
  place: LinePlace;
  /** How many clients there are. */
  columns: number;
  /** undefined = there is nothing below it. */
  expanded?: boolean;
  /** undefined = it cannot be chosen. */
  chosen?: boolean;
  className?: string | false;
  children: ReactNode;
}) {
  return (
    <tr
      aria-rowindex={rowIndex}
      aria-level={LEVELS[line.kind]}
      aria-posinset={line.position}
      aria-setsize={line.siblings}
      aria-expanded={expanded}
      aria-selected={chosen}
      className={clsx(
        "line group/line absolute inset-x-0 grid break-inside-avoid items-center border-rule border-b contain-strict print:relative print:top-0! print:contain-none",
        className,
      )}
      style={{
        top,
        height: LINE_PX,
        gridTemplateColumns: lineTemplate(columns),
      }}
    >
      {children}
    </tr>
  );
}

/** Stays in view while the callers scroll sideways beneath it. */
export const STICKY = "sticky z-10 flex h-full items-center bg-inherit";
