/** The orders of services. All are total, so that two readers see the same page. */
import type { ServiceRow } from "@/lib/api/contract";
import { compareText } from "@/lib/mesh/age-order";
import { byWork, type Work } from "@/lib/mesh/readiness/work-order";

export const SORTS = ["work", "name", "plaintext", "seen", "refused"] as const;
export type Sort = (typeof SORTS)[number];

export type Compare = (a: ServiceRow, b: ServiceRow) => number;

export function rowKey(row: { namespace: string; name: string }): string {
  return `${row.namespace}/${row.name}`;
}

export function rowOrder(sort: Sort): Compare {
  switch (sort) {
    case "work":
      return (a, b) => byWork(workOf(a), workOf(b));
    case "name":
      return byName;
    case "plaintext":
      return (a, b) =>
        b.requests.plaintext - a.requests.plaintext ||
        b.connections.plaintext - a.connections.plaintext ||
        byName(a, b);
    case "seen":
      return (a, b) =>
        latest(a.lastPlaintextAt, b.lastPlaintextAt) || byName(a, b);
    case "refused":
      return (a, b) =>
        knocks(b, "requests") - knocks(a, "requests") ||
        knocks(b, "connections") - knocks(a, "connections") ||
        latest(a.refused?.lastAt ?? null, b.refused?.lastAt ?? null) ||
        byName(a, b);
    default:
      return sort satisfies never;
  }
}

const works = new WeakMap<ServiceRow, Work>();

/** What the order of the work asks of a row. Made once for each row, however often it is compared. */
export function workOf(row: ServiceRow): Work {
  const known = works.get(row);
  if (known) return known;
  const work = {
    namespace: row.namespace,
    name: row.name,
    state: row.verdict.state,
    canAct: row.actions.length > 0,
    plaintextCallers: plaintextCallers(row),
  };
  works.set(row, work);
  return work;
}

/** How many different callers still send plaintext; one that nobody can name counts as one. */
export function plaintextCallers(row: ServiceRow): number {
  let callers = 0;
  for (const cell of row.cells) callers += cell.plaintextCallers;
  return callers;
}

/** At a locked service nobody may knock at all: that is the least. */
function knocks(row: ServiceRow, unit: "requests" | "connections"): number {
  return row.refused?.[unit] ?? -1;
}

/** The most recent first, what was never seen last. Both are ISO times of any offset, or null. */
function latest(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return Date.parse(b) - Date.parse(a);
}

function byName(a: ServiceRow, b: ServiceRow): number {
  return compareText(a.namespace, b.namespace) || compareText(a.name, b.name);
}
