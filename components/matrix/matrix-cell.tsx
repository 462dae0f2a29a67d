"use client";
import clsx from "clsx";
import type { CSSProperties, ReactNode } from "react";

/** The attributes by which the grid finds a cell again: which line, which column. */
export interface Place {
  readonly line: string;
  readonly column: number;
  /** The grid has one tab stop; it is here or elsewhere. */
  readonly active: boolean;
}

export function placeProps({ line, column, active }: Place) {
  return {
    "data-line": line,
    "data-column": column,
    tabIndex: active ? 0 : -1,
  } as const;
}

/** The places of one line, given where its tab stop is; null = in another line. */
export function placesOf(line: string, activeColumn: number | null) {
  return (column: number): Place => ({
    line,
    column,
    active: activeColumn === column,
  });
}

interface GridCellProps {
  readonly place: Place;
  readonly label?: string;
  readonly title?: string;
  readonly className?: string | undefined;
  readonly style?: CSSProperties;
  readonly children?: ReactNode;
}

/** A cell of the grid that holds words or a mark, and takes the focus itself. */
export function GridCell({
  place,
  label,
  title,
  className,
  style,
  children,
}: GridCellProps) {
  return (
    <td
      aria-colindex={place.column + 1}
      aria-label={label}
      title={title}
      className={clsx(CELL, className)}
      style={style}
      {...placeProps(place)}
    >
      {children}
    </td>
  );
}

/**
 * The cell that names its line. It says itself whether the line is open, because it is what has the
 * focus, and Enter on it opens and folds.
 */
export function RowHead({
  place,
  label,
  expanded,
  className,
  children,
}: GridCellProps & { expanded?: boolean }) {
  return (
    <th
      scope="row"
      aria-colindex={place.column + 1}
      aria-label={label}
      aria-expanded={expanded}
      data-head
      className={clsx(CELL, "text-left font-normal", className)}
      {...placeProps(place)}
    >
      {children}
    </th>
  );
}

const CELL = "min-w-0 rounded-sm focus-visible:-outline-offset-2";
