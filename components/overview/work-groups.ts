/** The work list in the order it is worked off. Pure. */
import type { VerdictState } from "@/lib/api/contract";
import type { Overview, OverviewService } from "@/lib/api/overview-contract";

export interface WorkGroup {
  readonly id: "READY" | "BLOCKED" | "UNKNOWN" | "LOCKED";
  readonly states: readonly VerdictState[];
  readonly total: number;
  /** How many there are of each state that occurs. */
  readonly parts: readonly { state: VerdictState; count: number }[];
  readonly shown: readonly OverviewService[];
}

/** What can be done gets more room than what cannot, or is done. */
const GROUPS = [
  { id: "READY", states: ["READY", "READY_WITH_WARNINGS"], most: 4 },
  { id: "BLOCKED", states: ["BLOCKED"], most: 4 },
  { id: "UNKNOWN", states: ["UNKNOWN"], most: 2 },
  { id: "LOCKED", states: ["LOCKED"], most: 2 },
] as const;

export function workGroups({ work }: Pick<Overview, "work">): WorkGroup[] {
  return GROUPS.map(({ id, states, most }) => {
    const parts = states
      .map((state) => ({ state, count: work[state].count }))
      .filter(({ count }) => count > 0);
    return {
      id,
      states,
      parts,
      total: parts.reduce((sum, { count }) => sum + count, 0),
      shown: states.flatMap((state) => work[state].first).slice(0, most),
    };
  });
}
