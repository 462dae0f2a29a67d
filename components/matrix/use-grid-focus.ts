"use client";
import {
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from "react";
import { HEAD_PX, LINE_PX } from "./geometry";
import { moveBy } from "./grid-move";
import { revealed } from "./in-view";
import type { Line } from "./lines";
import { viewportOf } from "./use-in-view";

export interface ActiveCell {
  readonly line: string;
  readonly column: number;
}

/**
 * The one tab stop of the grid and the keys that move it. Lines may leave the window and come back,
 * and change places: the stop is remembered by name. Where its line is gone, the one that took its
 * place has the focus, so that nobody is thrown out of the grid by somebody else's change.
 */
export function useGridFocus({
  lines,
  indexOf,
  columns,
  clients,
  scroller,
}: {
  lines: readonly Line[];
  indexOf: ReadonlyMap<string, number>;
  columns: number;
  clients: number;
  scroller: RefObject<HTMLElement | null>;
}) {
  const [chosen, setChosen] = useState<ActiveCell | null>(null);
  const [wanted, setWanted] = useState<ActiveCell | null>(null);
  const last = useRef({ index: 0, within: false });
  const active = stillThere(chosen, lines, indexOf);

  useEffect(() => {
    if (!wanted) return;
    focusCell(scroller.current, wanted);
    setWanted(null);
  }, [wanted, scroller]);

  useEffect(() => {
    const index = chosen ? indexOf.get(chosen.line) : undefined;
    if (index !== undefined) {
      last.current.index = index;
      return;
    }
    if (!chosen || !last.current.within) return;
    const next = lines[Math.min(last.current.index, lines.length - 1)];
    if (!next) return;
    const cell = { line: next.key, column: chosen.column };
    setChosen(cell);
    setWanted(cell);
  }, [chosen, lines, indexOf]);

  const moveTo = (line: number, column: number) => {
    const target = lines[line];
    const box = scroller.current;
    if (!target || !box) return;
    box.scrollTo(revealed(viewportOf(box), line, column, clients));
    const cell = { line: target.key, column };
    setChosen(cell);
    setWanted(cell);
  };

  const onFocus = (event: FocusEvent) => {
    last.current.within = true;
    const cell = cellOf(event.target);
    if (cell) setChosen(cell);
  };

  const onBlur = (event: FocusEvent) => {
    // An element that is taken away leaves no successor; then the focus is still ours to keep.
    if (event.relatedTarget && !scroller.current?.contains(event.relatedTarget))
      last.current.within = false;
  };

  /** @returns whether the key moved the focus */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    const here = cellOf(event.target);
    const line = here ? indexOf.get(here.line) : undefined;
    if (!here || line === undefined) return false;
    const page = pageOf(scroller.current);
    const extent = { lines: lines.length, columns, page };
    const ctrl = event.ctrlKey || event.metaKey;
    const from = { line, column: here.column };
    const next = moveBy(event.key, ctrl, from, extent);
    if (!next) return false;
    event.preventDefault();
    moveTo(next.line, next.column);
    return true;
  };

  return { active, onFocus, onBlur, onKeyDown };
}

/** As many lines as are in view, one less: the last one seen stays as a hold for the eye. */
function pageOf(scroller: HTMLElement | null): number {
  const room = (scroller?.clientHeight ?? 0) - HEAD_PX;
  return Math.max(1, Math.floor(room / LINE_PX) - 1);
}

function stillThere(
  chosen: ActiveCell | null,
  lines: readonly Line[],
  indexOf: ReadonlyMap<string, number>,
): ActiveCell | null {
  if (chosen && indexOf.has(chosen.line)) return chosen;
  const first = lines[0];
  return first ? { line: first.key, column: 0 } : null;
}

/** The cell an event came from, through whatever is inside it. */
export function cellOf(target: EventTarget | null): ActiveCell | null {
  if (!(target instanceof Element)) return null;
  const cell = target.closest("td, th");
  const element = cell?.matches("[data-line]")
    ? cell
    : cell?.querySelector("[data-line]");
  if (!(element instanceof HTMLElement)) return null;
  const { line, column } = element.dataset;
  return line === undefined || column === undefined
    ? null
    : { line, column: Number(column) };
}

function focusCell(scroller: HTMLElement | null, cell: ActiveCell): void {
  scroller
    ?.querySelector<HTMLElement>(
      `[data-line="${CSS.escape(cell.line)}"][data-column="${cell.column}"]`,
    )
    ?.focus({ preventScroll: true });
}
