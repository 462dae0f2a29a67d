/**
 * What the services of a namespace amount to. Never better than the worst of them: one that cannot
 * be seen casts its doubt on all, and one that is not STRICT keeps the namespace from being it. Pure.
 */
import type { Counts, ServiceRow } from "@/lib/api/contract";
import { openPortsOf } from "@/lib/mesh/readiness/open-ports";
import type { VerdictState } from "@/lib/mesh/readiness/reason";
import { rollUp } from "@/lib/mesh/readiness/roll-up";
import { type GroupCell, groupCells } from "./group-cells";
import { sumCounts } from "./traffic-figures";

export interface GroupFigures {
  readonly requests: Counts;
  readonly connections: Counts;
  readonly lastPlaintextAt: string | null;
  /** What its locked services turn away; null where none is known to turn anything away. */
  readonly refused: ServiceRow["refused"];
  readonly evidence: ServiceRow["evidence"];
  readonly coverage: ServiceRow["coverage"];
  /** How many services cannot tell who does not call them. */
  readonly blind: number;
  /** How many locked services have pods of which a port stays open. */
  readonly ajar: number;
  /** How many services have each mode, only those that occur. */
  readonly modes: ReadonlyMap<ServiceRow["mode"], number>;
  readonly verdicts: Readonly<Record<VerdictState, number>>;
  readonly worst: VerdictState | null;
  /** Client namespaces with calls to any service; null = callers without identity. */
  readonly cells: ReadonlyMap<string | null, GroupCell>;
}

/** Rows are values that never change, and the same list of them is asked for in every frame. */
const KNOWN = new WeakMap<readonly ServiceRow[], GroupFigures>();

export function groupFigures(rows: readonly ServiceRow[]): GroupFigures {
  const known = KNOWN.get(rows);
  if (known) return known;
  const figures = reckon(rows);
  KNOWN.set(rows, figures);
  return figures;
}

function reckon(rows: readonly ServiceRow[]): GroupFigures {
  const modes = new Map<ServiceRow["mode"], number>();
  for (const { mode } of rows) modes.set(mode, (modes.get(mode) ?? 0) + 1);
  const { counts, worst } = rollUp(
    rows.map(({ verdict: { state, reason } }) => ({
      state,
      reasons: [reason],
    })),
  );
  return {
    requests: sumCounts(rows.map((row) => row.requests)),
    connections: sumCounts(rows.map((row) => row.connections)),
    lastPlaintextAt: latest(rows.map((row) => row.lastPlaintextAt)),
    refused: refusedOf(rows),
    evidence: evidenceOf(rows),
    coverage: {
      reportingPods: sum(rows.map((row) => row.coverage.reportingPods)),
      proxiedPods: sum(rows.map((row) => row.coverage.proxiedPods)),
      pods: sum(rows.map((row) => row.coverage.pods)),
      complete: rows.every((row) => row.coverage.complete),
    },
    blind: rows.filter((row) => !row.coverage.complete).length,
    ajar: rows.filter(isAjar).length,
    modes,
    verdicts: counts,
    worst,
    cells: groupCells(rows),
  };
}

function isAjar({ verdict }: ServiceRow): boolean {
  return verdict.state === "LOCKED" && openPortsOf(verdict.reason).length > 0;
}

/** What was seen in plaintext was seen; all else is known only where every service is. */
function evidenceOf(rows: readonly ServiceRow[]): ServiceRow["evidence"] {
  const all = new Set(rows.map(({ evidence }) => evidence));
  if (all.has("plaintext_seen")) return "plaintext_seen";
  if (all.has("no_evidence")) return "no_evidence";
  return all.has("only_mtls_seen") ? "only_mtls_seen" : "no_traffic";
}

function refusedOf(rows: readonly ServiceRow[]): ServiceRow["refused"] {
  const all = rows.flatMap(({ refused }) => refused ?? []);
  if (all.length === 0) return null;
  return {
    requests: sum(all.map(({ requests }) => requests)),
    connections: sum(all.map(({ connections }) => connections)),
    lastAt: latest(all.map(({ lastAt }) => lastAt)),
  };
}

/** The most recent of some RFC 3339 times. */
export function latest(times: readonly (string | null)[]): string | null {
  let last: string | null = null;
  for (const time of times) {
    if (time && (!last || Date.parse(time) > Date.parse(last))) last = time;
  }
  return last;
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0);
}
