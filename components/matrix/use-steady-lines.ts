"use client";
import { useMemo, useState } from "react";
import type { ServiceRow } from "@/lib/api/contract";
import { type Line, linesOf, type Opening } from "./lines";
import {
  type Folding,
  type Group,
  groupRows,
  keepOrder,
  openNamespaces,
} from "./row-groups";
import type { Sort } from "./row-order";

interface Shown {
  readonly groups: readonly Group[];
  readonly sort: Sort;
  readonly open: ReadonlySet<string>;
}

/**
 * The lines in their order; while somebody is at them (`held`: the pointer is over them, or the
 * keyboard's focus within) none moves or folds by itself, so that a click always hits what it was
 * aimed at. Another order that is asked for holds at once.
 */
export function useSteadyLines({
  rows,
  sort,
  isSystem,
  folding,
  openings,
  held,
}: {
  rows: readonly ServiceRow[];
  sort: Sort;
  isSystem: (namespace: string) => boolean;
  folding: Folding;
  openings: ReadonlyMap<string, Opening>;
  held: boolean;
}): readonly Line[] {
  const fresh = useMemo(
    () => groupRows(rows, sort, isSystem),
    [rows, sort, isSystem],
  );
  const [shown, setShown] = useState<Shown | null>(null);
  const steady = held && shown?.sort === sort ? shown : null;
  const groups = useMemo(
    () => (steady ? keepOrder(steady.groups, fresh) : fresh),
    [steady, fresh],
  );
  const open = useMemo(
    () => openNow(groups, folding, steady),
    [groups, folding, steady],
  );
  if (!steady && (shown?.groups !== groups || shown.open !== open)) {
    setShown({ groups, sort, open });
  }
  return useMemo(
    () => linesOf(groups, new Set([...open, ...services(folding)]), openings),
    [groups, open, folding, openings],
  );
}

function openNow(
  groups: readonly Group[],
  folding: Folding,
  steady: Shown | null,
): ReadonlySet<string> {
  const open = openNamespaces(groups, folding);
  if (!steady) return open;
  const byHand = new Set([...folding.opened, ...folding.shut]);
  const known = new Set(steady.groups.map(({ namespace }) => namespace));
  const isOpen = ({ namespace }: Group) =>
    (folding.base === "auto" && known.has(namespace) && !byHand.has(namespace)
      ? steady.open
      : open
    ).has(namespace);
  return new Set(groups.filter(isOpen).map(({ namespace }) => namespace));
}

function services({ opened }: Folding): string[] {
  return opened.filter((key) => key.includes("/"));
}
