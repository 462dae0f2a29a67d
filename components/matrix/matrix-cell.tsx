"use client";
import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { useWords } from "@/components/layout/preferences";
import { AT_END, AT_START } from "./shift";

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
  readonly label?: string | undefined;
  readonly title?: string | undefined;
  readonly className?: string | undefined;
  readonly children?: ReactNode;
}

/** A cell of the grid that holds words or a mark, and takes the focus itself. */
export function GridCell({
  place,
  label,
  title,
  className,
  children,
}: GridCellProps) {
  return (
    <td
      aria-colindex={place.column + 1}
      aria-label={label}
      title={title}
      className={clsx(CELL, className)}
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
}: GridCellProps & { expanded: boolean | undefined }) {
  return (
    <th
      scope="row"
      aria-colindex={place.column + 1}
      aria-label={label}
      aria-expanded={expanded}
      data-head
      className={clsx(
        CELL,
        STANDING,
        AT_START,
        "text-left font-normal",
        className,
      )}
      {...placeProps(place)}
    >
      {children}
    </th>
  );
}

/** A cell at the end of its line, which stays in view on a wide grid. It may hold a button that takes the focus. */
export function EndCell({
  column,
  stays,
  className,
  children,
  ...props
}: Omit<ComponentProps<"td">, "style"> & { column: number; stays: boolean }) {
  return (
    <td
      aria-colindex={column + 1}
      className={clsx(
        CELL,
        stays ? [STANDING, AT_END] : "flex h-full items-center",
        className,
      )}
      {...props}
    >
      {children}
    </td>
  );
}

/** The end of a line without a button. */
export function EmptyEnd({ place }: { place: Place }) {
  const { w } = useWords();
  return (
    <EndCell
      column={place.column}
      stays
      className="no-print col-start-7"
      aria-label={w.interface.none}
      {...placeProps(place)}
    />
  );
}

/** Stays in view while the callers scroll sideways beneath it. */
const STANDING = "relative z-10 flex h-full items-center bg-inherit";

const CELL = "min-w-0 rounded-sm focus-visible:-outline-offset-2";
