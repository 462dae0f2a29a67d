"use client";
import {
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useState,
} from "react";
import { moveBy } from "./grid-move";
import type { Line } from "./row-groups";

export interface ActiveCell {
  readonly line: string;
  readonly column: number;
}

/**
 * The one tab stop of the grid and the keys that move it. Lines may leave the window and come back;
 * the stop is remembered by name, and `reveal` brings a line into view before it is focused.
 */
export function useGridFocus({
  lines,
  columns,
  scroller,
  pageLines,
  reveal,
}: {
  lines: readonly Line[];
  columns: number;
  scroller: RefObject<HTMLElement | null>;
  pageLines: number;
  reveal: (line: number, column: number) => void;
}) {
  const [chosen, setChosen] = useState<ActiveCell | null>(null);
  const [wanted, setWanted] = useState<ActiveCell | null>(null);
  const active = stillThere(chosen, lines);

  useEffect(() => {
    if (!wanted) return;
    focusCell(scroller.current, wanted);
    setWanted(null);
  }, [wanted, scroller]);

  const onFocus = (event: FocusEvent) => {
    const cell = cellOf(event.target);
    if (!cell) return;
    const isGroup = lines.some(
      ({ kind, key }) => kind === "group" && key === cell.line,
    );
    // A group's line is one cell wide; the column is kept for the lines below it.
    setChosen((before) =>
      isGroup ? { line: cell.line, column: before?.column ?? 0 } : cell,
    );
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const here = cellOf(event.target);
    const line = here ? lines.findIndex((l) => l.key === here.line) : -1;
    if (!here || line < 0) return;
    const column =
      lines[line]?.kind === "group" ? (chosen?.column ?? 0) : here.column;
    const extent = { lines: lines.length, columns, page: pageLines };
    const ctrl = event.ctrlKey || event.metaKey;
    const next = moveBy(event.key, ctrl, { line, column }, extent);
    const target = next ? lines[next.line] : undefined;
    if (!next || !target) return;
    event.preventDefault();
    reveal(next.line, next.column);
    const cell = { line: target.key, column: next.column };
    setChosen(cell);
    setWanted(cell);
  };

  return { active, onFocus, onKeyDown };
}

function stillThere(
  chosen: ActiveCell | null,
  lines: readonly Line[],
): ActiveCell | null {
  if (chosen && lines.some((line) => line.key === chosen.line)) return chosen;
  const first = lines[0];
  return first ? { line: first.key, column: 0 } : null;
}

/** The cell an event came from, through whatever is inside it. */
export function cellOf(target: EventTarget | null): ActiveCell | null {
  if (!(target instanceof Element)) return null;
  const element = target.closest<HTMLElement>("[data-line]");
  const { line, column } = element?.dataset ?? {};
  return line === undefined || column === undefined
    ? null
    : { line, column: Number(column) };
}

function focusCell(scroller: HTMLElement | null, cell: ActiveCell): void {
  const inLine = scroller?.querySelectorAll<HTMLElement>(
    `[data-line="${CSS.escape(cell.line)}"]`,
  );
  const cells = [...(inLine ?? [])];
  const exact = cells.find((c) => c.dataset.column === String(cell.column));
  // A line may lack the column: a group has one cell, a locked service no button.
  (exact ?? cells.at(-1))?.focus({ preventScroll: true });
}
