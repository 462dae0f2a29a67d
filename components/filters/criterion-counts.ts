/** How many services each value of each criterion stands for, in one pass. Pure. */
import { NO_IDENTITY } from "@/components/matrix/view-state";
import type { ServiceRow } from "@/lib/api/contract";

export interface CriterionCounts {
  readonly policy: ReadonlyMap<string, number>;
  readonly traffic: ReadonlyMap<string, number>;
  readonly verdict: ReadonlyMap<string, number>;
  readonly plane: ReadonlyMap<string, number>;
  readonly namespace: ReadonlyMap<string, number>;
  /** By caller namespace; `NO_IDENTITY` for callers without one. */
  readonly caller: ReadonlyMap<string, number>;
}

export function criterionCounts(rows: readonly ServiceRow[]): CriterionCounts {
  const policy = new Map<string, number>();
  const traffic = new Map<string, number>();
  const verdict = new Map<string, number>();
  const plane = new Map<string, number>();
  const namespace = new Map<string, number>();
  const caller = new Map<string, number>();
  for (const row of rows) {
    add(policy, row.mode);
    add(traffic, row.evidence);
    add(verdict, row.verdict.state);
    add(plane, row.dataPlane);
    add(namespace, row.namespace);
    for (const { client } of row.cells) add(caller, client ?? NO_IDENTITY);
  }
  return { policy, traffic, verdict, plane, namespace, caller };
}

function add(counts: Map<string, number>, value: string): void {
  counts.set(value, (counts.get(value) ?? 0) + 1);
}
