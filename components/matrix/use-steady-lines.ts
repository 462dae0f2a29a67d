"use client";
import { useState } from "react";
import type { ServiceRow } from "@/lib/api/contract";
import {
  type Folding,
  groupRows,
  keepOrder,
  type Line,
  linesOf,
} from "./row-groups";
import type { Compare } from "./row-order";

interface Shown {
  readonly keys: readonly string[];
  readonly open: readonly string[];
}

const NOTHING: Shown = { keys: [], open: [] };

/**
 * The lines in their order; while the pointer is over them (`held`) none moves or folds by itself,
 * so that a click always hits what it was aimed at.
 */
export function useSteadyLines(
  rows: readonly ServiceRow[],
  compare: Compare,
  folding: Folding,
  held: boolean,
): Line[] {
  const [shown, setShown] = useState(NOTHING);
  if (held) {
    const stayOpen = shown.open.filter((name) => !folding.shut.includes(name));
    const opened = [...folding.opened, ...stayOpen];
    const groups = groupRows(rows, compare, { ...folding, opened });
    return keepOrder(shown.keys, linesOf(groups));
  }
  const groups = groupRows(rows, compare, folding);
  const lines = linesOf(groups);
  const next: Shown = {
    keys: lines.map((line) => line.key),
    open: groups.filter((group) => group.open).map((g) => g.namespace),
  };
  if (!same(shown, next)) setShown(next);
  return lines;
}

function same(a: Shown, b: Shown): boolean {
  return (
    a.keys.length === b.keys.length &&
    a.open.length === b.open.length &&
    a.keys.every((key, index) => key === b.keys[index]) &&
    a.open.every((name, index) => name === b.open[index])
  );
}
