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

interface GridCellProps {
  readonly place: Place;
  readonly label?: string;
  readonly className?: string;
  readonly style?: CSSProperties;
  readonly children: ReactNode;
}

/** A cell of the grid that holds words or a mark, and takes the focus itself. */
export function GridCell({
  place,
  label,
  className,
  style,
  children,
}: GridCellProps) {
  return (
    <td
      aria-colindex={place.column + 1}
      aria-label={label}
      className={clsx(CELL, className)}
      style={style}
      {...placeProps(place)}
    >
      {children}
    </td>
  );
}

/** The cell that names its line. */
export function RowHead({ place, className, children }: GridCellProps) {
  return (
    <th
      scope="row"
      aria-colindex={place.column + 1}
      className={clsx(CELL, "text-left font-normal", className)}
      {...placeProps(place)}
    >
      {children}
    </th>
  );
}

const CELL = "min-w-0 rounded-sm focus-visible:-outline-offset-2";
