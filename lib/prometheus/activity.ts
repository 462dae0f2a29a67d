/** When plaintext was seen, read from the step masks of `plaintextActivity`. */
import type { InParts } from "@/lib/clock/in-turns";
import { edgeKey } from "./edge-key";
import type { VectorRow } from "./envelope";
import { ROW_LABEL } from "./promql-series";
import { holdsStep, maskStepS, stepEnds } from "./step-mask";

export interface SeenTimes {
  /** Unix seconds; null = not known. */
  readonly firstSeenS: number | null;
  readonly lastSeenS: number | null;
}

export const NEVER_SEEN: SeenTimes = { firstSeenS: null, lastSeenS: null };

/** Rows of any answer that are looked at before others get their turn. */
export const ROWS_AT_A_TIME = 500;

/** @returns first and last time by `edgeKey`, of edges or of refusals */
export function* readActivity(
  rows: readonly VectorRow[],
  nowS: number,
  windowS: number,
): InParts<
  Readonly<Record<"edges" | "refused", ReadonlyMap<string, SeenTimes>>>
> {
  const ends = stepEnds(nowS, windowS);
  const stepS = maskStepS(windowS);
  const startS = nowS - windowS;
  const times = { edges: new Map(), refused: new Map() } as Record<
    "edges" | "refused",
    Map<string, SeenTimes>
  >;
  for (const [at, { metric, value }] of rows.entries()) {
    if (at % ROWS_AT_A_TIME === 0) yield;
    const row = metric[ROW_LABEL] ?? "";
    const target = row.startsWith("refused-") ? times.refused : times.edges;
    const grewAtS = row.endsWith("-now")
      ? [nowS]
      : ends.filter((endS) => holdsStep(value[1], endS, windowS));
    const first = grewAtS[0];
    const last = grewAtS.at(-1);
    if (first === undefined || last === undefined) continue;
    const key = edgeKey(metric);
    const known = target.get(key) ?? NEVER_SEEN;
    const firstS = Math.max(startS, first - stepS);
    target.set(key, {
      firstSeenS: Math.min(known.firstSeenS ?? firstS, firstS),
      lastSeenS: Math.max(known.lastSeenS ?? last, last),
    });
  }
  return times;
}
