/** Rows as the page shows them: namespaces in work order, each open or folded into one line. Pure. */
import type { ServiceRow } from "@/lib/api/contract";
import { type Compare, compareText, rowKey } from "./row-order";

export interface Group {
  readonly namespace: string;
  readonly rows: readonly ServiceRow[];
  readonly locked: number;
  readonly open: boolean;
}

/** What the reader folded and unfolded by hand; everything else follows the default. */
export interface Folding {
  readonly shut: readonly string[];
  readonly opened: readonly string[];
}

/** One line of the matrix. */
export type Line =
  | { readonly kind: "group"; readonly key: string; readonly group: Group }
  | {
      readonly kind: "service";
      readonly key: string;
      readonly row: ServiceRow;
    };

/**
 * Namespaces stand in the order of their first row, so the next thing to do is on top.
 * A namespace with nothing left to do is folded unless the reader opened it.
 */
export function groupRows(
  rows: readonly ServiceRow[],
  compare: Compare,
  folding: Folding,
): Group[] {
  const byNamespace = new Map<string, ServiceRow[]>();
  for (const row of rows) {
    const known = byNamespace.get(row.namespace);
    if (known) known.push(row);
    else byNamespace.set(row.namespace, [row]);
  }
  const groups = [...byNamespace].map(([namespace, members]) => {
    const sorted = members.toSorted(compare);
    const locked = members.filter((r) => r.verdict.state === "LOCKED").length;
    const open =
      locked === members.length
        ? folding.opened.includes(namespace)
        : !folding.shut.includes(namespace);
    return { namespace, rows: sorted, locked, open };
  });
  return groups.sort((a, b) => {
    const [first, second] = [a.rows[0], b.rows[0]];
    const byWork = first && second ? compare(first, second) : 0;
    return byWork || compareText(a.namespace, b.namespace);
  });
}

export function linesOf(groups: readonly Group[]): Line[] {
  return groups.flatMap((group): Line[] => [
    { kind: "group", key: group.namespace, group },
    ...(group.open ? group.rows : []).map(
      (row): Line => ({ kind: "service", key: rowKey(row), row }),
    ),
  ]);
}

/** The folding after the reader pressed the namespace's line. */
export function toggled(folding: Folding, group: Group): Folding {
  const { namespace, open } = group;
  const without = (list: readonly string[]) =>
    list.filter((name) => name !== namespace);
  return {
    shut: open ? [...without(folding.shut), namespace] : without(folding.shut),
    opened: open
      ? without(folding.opened)
      : [...without(folding.opened), namespace],
  };
}

/**
 * The order to show while a pointer is over the lines: the one on screen, with newcomers at the end
 * of their namespace, so that nothing moves away under a click.
 */
export function keepOrder(
  shown: readonly string[],
  next: readonly Line[],
): Line[] {
  const place = new Map(shown.map((key, index) => [key, index]));
  const groups: { head: Line; members: Line[] }[] = [];
  for (const line of next) {
    if (line.kind === "group") groups.push({ head: line, members: [] });
    else groups.at(-1)?.members.push(line);
  }
  const at = (line: Line) => place.get(line.key) ?? Number.MAX_SAFE_INTEGER;
  return groups
    .toSorted((a, b) => at(a.head) - at(b.head))
    .flatMap(({ head, members }) => [
      head,
      ...members.toSorted((a, b) => at(a) - at(b)),
    ]);
}
