/** The order of the work, the same as that of the matrix: what can be locked now comes first. */
import type { MatrixRow } from "@/lib/mesh/matrix/matrix";
import type { VerdictState } from "@/lib/mesh/readiness/reason";

export interface Placed {
  readonly row: MatrixRow;
  readonly rank: number;
  /** Blocked without a caller in plaintext: those whom somebody calls come first. */
  readonly quiet: boolean;
  readonly plaintextCallers: number;
}

export function placeOf(row: MatrixRow): Placed {
  const plaintextCallers = row.callers.reduce(
    (count, { requests, connections }) =>
      requests.plaintext + connections.plaintext > 0 ? count + 1 : count,
    0,
  );
  return {
    row,
    rank: rankOf(row),
    quiet: row.verdict.state === "BLOCKED" && plaintextCallers === 0,
    plaintextCallers,
  };
}

/** Total, so that two readers see the same page. */
export function byWork(a: Placed, b: Placed): number {
  return (
    a.rank - b.rank ||
    Number(a.quiet) - Number(b.quiet) ||
    a.plaintextCallers - b.plaintextCallers ||
    // As the matrix does.
    compareText(a.row.service.namespace, b.row.service.namespace) ||
    compareText(a.row.service.name, b.row.service.name)
  );
}

const RANKS: Readonly<Record<VerdictState, number>> = {
  READY: 0,
  READY_WITH_WARNINGS: 1,
  BLOCKED: 2,
  UNKNOWN: 3,
  LOCKED: 5,
};
const NOTHING_TO_DO_HERE = 4;

/** What nothing here can change waits behind what something can. */
function rankOf({ actions, verdict }: MatrixRow): number {
  const stuck = actions.length === 0 && verdict.state !== "LOCKED";
  return stuck ? NOTHING_TO_DO_HERE : RANKS[verdict.state];
}

/** Code-unit order: the same in every language. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
