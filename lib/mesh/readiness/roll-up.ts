import type { Reason, Verdict, VerdictState } from "./reason";

/** What the verdicts of a namespace, or of the whole mesh, amount to. */
export interface RollUp {
  readonly counts: Readonly<Record<VerdictState, number>>;
  /** The state of the service that is furthest from being locked; null = there is no service. */
  readonly worst: VerdictState | null;
  /** The first reason of most services in that state; null where none has any. */
  readonly worstReason: Pick<Reason, "code"> | null;
}

/** Pure, and works on the verdicts of the contract as on those of the law. */
export function rollUp(
  verdicts: readonly {
    readonly state: Verdict["state"];
    readonly reasons: readonly Pick<Reason, "code">[];
  }[],
): RollUp {
  const counts = { ...NONE };
  for (const { state } of verdicts) counts[state] += 1;
  const worst = WORST_FIRST.find((state) => counts[state] > 0) ?? null;
  return {
    counts,
    worst,
    worstReason: mostCommon(
      verdicts.flatMap(({ state, reasons }) =>
        state === worst ? reasons.slice(0, 1) : [],
      ),
    ),
  };
}

const NONE: Readonly<Record<VerdictState, number>> = {
  LOCKED: 0,
  READY: 0,
  READY_WITH_WARNINGS: 0,
  BLOCKED: 0,
  UNKNOWN: 0,
};

/** What would break comes before what is not known. */
const WORST_FIRST = [
  "BLOCKED",
  "UNKNOWN",
  "READY_WITH_WARNINGS",
  "READY",
  "LOCKED",
] as const satisfies readonly VerdictState[];

/** Of those that are as common, the first. */
function mostCommon(
  reasons: readonly Pick<Reason, "code">[],
): Pick<Reason, "code"> | null {
  const seen = new Map<string, number>();
  for (const { code } of reasons) seen.set(code, (seen.get(code) ?? 0) + 1);
  const most = Math.max(0, ...seen.values());
  return reasons.find(({ code }) => seen.get(code) === most) ?? null;
}
