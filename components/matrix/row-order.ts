/**
 * The order of the work: what can be locked now, first what nothing speaks against, then what deserves a
 * look; then what few callers hold back, then what is not known, then what cannot be changed from here, then what is done. Total, so that two readers see the same page.
 */
import type { ServiceRow } from "@/lib/api/contract";

export const SORTS = ["work", "name", "plaintext", "seen", "refused"] as const;
export type Sort = (typeof SORTS)[number];

export type Compare = (a: ServiceRow, b: ServiceRow) => number;

export function rowKey(row: { namespace: string; name: string }): string {
  return `${row.namespace}/${row.name}`;
}

export function rowOrder(sort: Sort): Compare {
  switch (sort) {
    case "work":
      return byWork;
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

function byWork(a: ServiceRow, b: ServiceRow): number {
  const byRank = rank(a) - rank(b);
  if (byRank !== 0) return byRank;
  const [callersA, callersB] = [plaintextCallers(a), plaintextCallers(b)];
  return (
    Number(isQuiet(a, callersA)) - Number(isQuiet(b, callersB)) ||
    callersA - callersB ||
    byName(a, b)
  );
}

/** Blocked without a call: those whom somebody calls come first. */
function isQuiet(row: ServiceRow, callers: number): boolean {
  return row.verdict.state === "BLOCKED" && callers === 0;
}

/** How many different callers still send plaintext; one that nobody can name counts as one. */
export function plaintextCallers(row: ServiceRow): number {
  let callers = 0;
  for (const cell of row.cells) callers += cell.plaintextCallers;
  return callers;
}

const RANK: Record<ServiceRow["verdict"]["state"], number> = {
  READY: 0,
  READY_WITH_WARNINGS: 1,
  BLOCKED: 2,
  UNKNOWN: 3,
  LOCKED: 5,
};
const NOTHING_TO_DO_HERE = 4;

/** What no button of ours can change waits behind what one can. */
function rank(row: ServiceRow): number {
  const stuck = row.actions.length === 0 && row.verdict.state !== "LOCKED";
  return stuck ? NOTHING_TO_DO_HERE : RANK[row.verdict.state];
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

/** Code-unit order: the same in every browser and language. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
