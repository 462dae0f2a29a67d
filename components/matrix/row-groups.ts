/** Rows as the page shows them: namespaces in work order, each open or folded into one line. Pure. */
import type { ServiceRow } from "@/lib/api/contract";
import { openPortsOf } from "@/lib/mesh/readiness/open-ports";
import { groupOrder } from "./group-order";
import { rowKey, rowOrder, type Sort } from "./row-order";

/** The services of one namespace, in their order. */
export interface Group {
  readonly namespace: string;
  readonly rows: readonly ServiceRow[];
  /** Those with nothing left to do: no port of their pods stays open. */
  readonly locked: number;
  /** Run by the platform itself: stands last, and folded. */
  readonly system: boolean;
}

export const FOLD_BASES = ["auto", "open", "shut"] as const;
export type FoldBase = (typeof FOLD_BASES)[number];

/** What the reader folded and unfolded by hand; everything else follows the base. */
export interface Folding {
  /** "auto" = by what is left to do; the others were asked for, for all namespaces at once. */
  readonly base: FoldBase;
  /** Namespaces. */
  readonly shut: readonly string[];
  /** Namespaces, and services as "namespace/name". */
  readonly opened: readonly string[];
  /** Somebody looks for a name: what was found is shown, whatever is left to do there. */
  readonly searched: boolean;
}

/** Those of the platform stand behind all others, whatever the order. */
export function groupRows(
  rows: readonly ServiceRow[],
  sort: Sort,
  isSystem: (namespace: string) => boolean,
): Group[] {
  const compare = rowOrder(sort);
  const compareGroups = groupOrder(sort);
  const byNamespace = new Map<string, ServiceRow[]>();
  for (const row of rows) {
    const known = byNamespace.get(row.namespace);
    if (known) known.push(row);
    else byNamespace.set(row.namespace, [row]);
  }
  const groups = [...byNamespace].map(([namespace, members]) => ({
    namespace,
    rows: sameRows(members.sort(compare)),
    locked: members.filter(isWhollyLocked).length,
    system: isSystem(namespace),
  }));
  return groups.sort(
    (a, b) => Number(a.system) - Number(b.system) || compareGroups(a, b),
  );
}

function isWhollyLocked({ verdict }: ServiceRow): boolean {
  return verdict.state === "LOCKED" && openPortsOf(verdict.reason).length === 0;
}

/** With more services than this a mesh opens as namespaces by namespaces. */
export const MANY_SERVICES = 200;
/** Of a large mesh the first work is open all the same, unless it would fill the screen by itself. */
export const FIRST_WORK_ROWS = 12;
/** So many services that a search found fit the screen, more or less. */
const FOUND_ROWS = 40;

/**
 * The namespaces that are open. By themselves: those with something left to do; in a large mesh only
 * the first of those. What the reader did by hand, or wanted for all, comes before that.
 */
export function openNamespaces(
  groups: readonly Group[],
  { base, shut, opened, searched }: Folding,
): ReadonlySet<string> {
  const services = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  const firstWork = groups.find(isWork);
  const byHand = new Map<string, boolean>([
    ...opened.map((namespace) => [namespace, true] as const),
    ...shut.map((namespace) => [namespace, false] as const),
  ]);
  const byItself = (group: Group) => {
    if (base !== "auto") return base === "open";
    if (searched && services <= FOUND_ROWS) return true;
    if (services <= MANY_SERVICES) return isWork(group);
    return group === firstWork && group.rows.length <= FIRST_WORK_ROWS;
  };
  return new Set(
    groups
      .filter((group) => byHand.get(group.namespace) ?? byItself(group))
      .map(({ namespace }) => namespace),
  );
}

function isWork({ locked, rows, system }: Group): boolean {
  return locked < rows.length && !system;
}

/** The folding after the reader pressed a line: "namespace", or "namespace/name" for a service. */
export function toggled(folding: Folding, key: string, open: boolean): Folding {
  const without = (list: readonly string[]) =>
    list.filter((name) => name !== key);
  const opened = without(folding.opened);
  const shut = without(folding.shut);
  const isService = key.includes("/");
  return {
    ...folding,
    shut: open && !isService ? [...shut, key] : shut,
    opened: open ? opened : [...opened, key],
  };
}

/**
 * The order to show while somebody is at the lines: the one on screen, with newcomers at the end of
 * their namespace, so that nothing moves away under a click.
 */
export function keepOrder(
  shown: readonly Group[],
  next: readonly Group[],
): Group[] {
  const place = new Map<string, number>();
  for (const { namespace, rows } of shown) {
    place.set(namespace, place.size);
    for (const row of rows) place.set(rowKey(row), place.size);
  }
  const at = (key: string) => place.get(key) ?? Number.MAX_SAFE_INTEGER;
  return next
    .toSorted((a, b) => at(a.namespace) - at(b.namespace))
    .map((group) => ({
      ...group,
      rows: sameRows(
        group.rows.toSorted((a, b) => at(rowKey(a)) - at(rowKey(b))),
      ),
    }));
}

/** Lists by their first row; what was made of a list is found again by the list itself. */
const LISTS = new WeakMap<ServiceRow, readonly ServiceRow[]>();

/** The list that was made before of the same rows in the same order, where there is one. */
function sameRows(rows: readonly ServiceRow[]): readonly ServiceRow[] {
  const [first] = rows;
  const known = first && LISTS.get(first);
  if (
    known?.length === rows.length &&
    known.every((row, index) => row === rows[index])
  ) {
    return known;
  }
  if (first) LISTS.set(first, rows);
  return rows;
}
