/**
 * The order of the work: what can be locked now, first what nothing speaks against, then what deserves a
 * look; then what few callers hold back, then what is not known, then what cannot be changed from here, then what is done. Total, so that two readers see the same page.
 */
import type { ServiceRow } from "@/lib/api/contract";
import { hasPlaintext } from "./traffic-figures";

export const SORTS = ["work", "name", "plaintext"] as const;
export type Sort = (typeof SORTS)[number];

export type Compare = (a: ServiceRow, b: ServiceRow) => number;

export function rowKey(row: { namespace: string; name: string }): string {
  return `${row.namespace}/${row.name}`;
}

export function rowOrder(sort: Sort): Compare {
  switch (sort) {
    case "work":
      return (a, b) =>
        rank(a) - rank(b) ||
        Number(isQuiet(a)) - Number(isQuiet(b)) ||
        plaintextCallers(a) - plaintextCallers(b) ||
        byName(a, b);
    case "name":
      return byName;
    case "plaintext":
      return (a, b) =>
        b.requests.plaintext - a.requests.plaintext ||
        b.connections.plaintext - a.connections.plaintext ||
        byName(a, b);
    default:
      return sort satisfies never;
  }
}

/** Blocked without a call: those whom somebody calls come first. */
function isQuiet(row: ServiceRow): boolean {
  return row.verdict.state === "BLOCKED" && plaintextCallers(row) === 0;
}

/** How many different callers still send plaintext; one that nobody can name counts as one. */
export function plaintextCallers(row: ServiceRow): number {
  return row.cells
    .flatMap((cell) => cell.callers)
    .filter((caller) => hasPlaintext(caller)).length;
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

function byName(a: ServiceRow, b: ServiceRow): number {
  return compareText(a.name, b.name) || compareText(a.namespace, b.namespace);
}

/** Code-unit order: the same in every browser and language. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
