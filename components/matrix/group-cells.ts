/** The calls from each client namespace to all services of a namespace. Pure. */
import type { Cell, Counts, ServiceRow } from "@/lib/api/contract";
import { isOnlyRefused } from "./cell-view";
import { NO_COUNTS } from "./traffic-figures";

/** The cells of several services in one column. */
export interface GroupCell {
  readonly requests: Counts;
  readonly connections: Counts;
  readonly lastPlaintextAt: string | null;
  /** The kinds of calls that were seen, over all services. */
  readonly seen: ReadonlySet<Cell["traffic"]>;
  /** Services with a cell here. */
  readonly called: readonly ServiceRow[];
  /** How many services cannot tell whether this client calls them. */
  readonly unseen: number;
  /** Services that refuse some of these callers once they are STRICT, or that refuse them now. */
  readonly refusing: readonly ServiceRow[];
  /** Services that were seen to turn some of these callers away. */
  readonly knockedAt: readonly ServiceRow[];
}

export function groupCells(
  rows: readonly ServiceRow[],
): ReadonlyMap<string | null, GroupCell> {
  const blind = rows.filter((row) => !row.coverage.complete).length;
  const sums = new Map<string | null, Sum>();
  for (const row of rows) {
    for (const cell of row.cells) {
      const known = sums.get(cell.client);
      const sum = known ?? newSum(blind);
      if (!known) sums.set(cell.client, sum);
      add(sum, row, cell);
    }
  }
  return sums;
}

interface Sum extends GroupCell {
  requests: Counts;
  connections: Counts;
  lastPlaintextAt: string | null;
  seen: Set<Cell["traffic"]>;
  called: ServiceRow[];
  unseen: number;
  refusing: ServiceRow[];
  knockedAt: ServiceRow[];
}

function newSum(blind: number): Sum {
  return {
    requests: NO_COUNTS,
    connections: NO_COUNTS,
    lastPlaintextAt: null,
    seen: new Set(),
    called: [],
    unseen: blind,
    refusing: [],
    knockedAt: [],
  };
}

function add(sum: Sum, row: ServiceRow, cell: Cell): void {
  sum.requests = plus(sum.requests, cell.requests);
  sum.connections = plus(sum.connections, cell.connections);
  sum.lastPlaintextAt = later(sum.lastPlaintextAt, cell.lastPlaintextAt);
  if (cell.refused) sum.knockedAt.push(row);
  // Whether it lets anything of this client in is as unknown as where there is no cell.
  if (isOnlyRefused(cell)) return;
  sum.seen.add(cell.traffic);
  sum.called.push(row);
  // It has a cell, so it is not one of those that have none and cannot tell.
  if (!row.coverage.complete && cell.traffic !== "no_evidence") sum.unseen -= 1;
  if (row.coverage.complete && cell.traffic === "no_evidence") sum.unseen += 1;
  if (cell.refusedWhenStrict) sum.refusing.push(row);
}

function plus(a: Counts, b: Counts): Counts {
  return {
    mutualTls: a.mutualTls + b.mutualTls,
    plaintext: a.plaintext + b.plaintext,
    noStatement: a.noStatement + b.noStatement,
  };
}

function later(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return Date.parse(b) > Date.parse(a) ? b : a;
}
