"use client";
import clsx from "clsx";
import { type ReactNode, startTransition, useEffect, useState } from "react";
import type { Calm } from "./calm";
import { LEVELS, type Line } from "./lines";

/** Where a line is drawn, and what it shares with all lines of one drawing. */
export interface LinePlace {
  /** Of the whole grid, the heads being 1. */
  readonly rowIndex: number;
  /** Within the body of the grid, in CSS pixels; null = below the line before it. */
  readonly top: number | null;
}

/**
 * One row of the treegrid. Its height is fixed and nothing sticks out of it, so that the browser lays
 * out and paints each one by itself.
 */
export function LineFrame({
  line,
  place: { rowIndex, top },
  expanded,
  chosen,
  className,
  head,
  calm,
  atOnce,
  children,
}: {
  line: Line;
  place: LinePlace;
  /** undefined = there is nothing below it. */
  expanded?: boolean;
  /** undefined = it cannot be chosen. */
  chosen?: boolean;
  className?: string | false;
  /** The cell that names the line. */
  head: ReactNode;
  calm: Calm;
  /** The line of the grid's tab stop: its cells must be there to be focused. */
  atOnce: boolean;
  /** All other cells. */
  children: ReactNode;
}) {
  const [whole, setWhole] = useState(() => !calm.isHurried());
  useEffect(() => {
    if (whole) return;
    return calm.whenCalm(() => startTransition(() => setWhole(true)));
  }, [whole, calm]);
  return (
    <tr
      aria-rowindex={rowIndex}
      aria-level={LEVELS[line.kind]}
      aria-posinset={line.position}
      aria-setsize={line.siblings}
      aria-expanded={expanded}
      aria-selected={chosen}
      className={clsx(
        "line group/line relative grid h-(--line-height) w-full min-w-(--line-width) grid-cols-(--line-columns) break-inside-avoid items-center border-rule border-b contain-strict print:static! print:contain-none",
        className,
      )}
      style={top === null ? undefined : { position: "absolute", top }}
    >
      {head}
      {whole || atOnce ? children : null}
    </tr>
  );
}
