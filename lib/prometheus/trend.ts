/**
 * The course of one service's traffic, or of one caller's part of it, over a window, in some sixty steps and one question. It is an
 * illustration beside the counts of `telemetry.ts`, on which alone verdicts rest: it adds up plain
 * differences, so its sum may differ from theirs by what Prometheus extrapolates.
 */
import {
  addCounts,
  type Counts,
  countsOf,
  NO_COUNTS,
} from "@/lib/mesh/traffic/counts";
import type { Believes } from "@/lib/mesh/traffic/telling";
import type { PrometheusClient } from "./client";
import { classifySecurity, countOf, tellingOf, unitOf } from "./edge-row";
import type { MatrixRow } from "./envelope";
import { readPodRows } from "./pod-row";
import { type PrometheusProblem, prometheusProblem } from "./problem";
import { clock } from "./promql-pods";
import { ROW_LABEL, UNIT_LABEL } from "./promql-series";
import {
  type TrendDestination,
  trafficTrend,
  trendStepS,
} from "./promql-trend";
import type { ReadingOptions } from "./telemetry";

/** What was counted in one step. */
export interface TrendCalls {
  readonly requests: Counts;
  readonly connections: Counts;
}

export interface TrendStep {
  /** Unix seconds by Prometheus' clock; the step is the `stepS` seconds before. */
  readonly endS: number;
  /** null = Prometheus has no sample of these workloads, so nothing may be said of the step. */
  readonly calls: TrendCalls | null;
}

/** A failed reading is never an empty one. */
export type TrendReading =
  | {
      readonly state: "read";
      readonly endS: number;
      readonly stepS: number;
      /** Oldest first, without holes: together they are the window. */
      readonly steps: readonly TrendStep[];
      /** Prometheus' own doubts, e.g. that its answer is partial. */
      readonly warnings: readonly string[];
    }
  | { readonly state: "failed"; readonly problem: PrometheusProblem };

export interface TrendQuestion {
  readonly destination: TrendDestination;
  readonly windowS: number;
  /** Where the window ends, Unix seconds by Prometheus' clock; null = ask it for its now first. */
  readonly endS: number | null;
  /** Whose counts are taken: those that count for the verdict. */
  readonly believes: Believes;
}

/** @param options.signal withdraws the question; the reading then fails with "cancelled" */
export async function readTrend(
  client: PrometheusClient,
  { destination, windowS, endS: knownEndS, believes }: TrendQuestion,
  { signal, only = [] }: ReadingOptions,
): Promise<TrendReading> {
  let endS = knownEndS;
  if (endS === null) {
    const now = await client.query(clock(), { signal });
    if (!now.ok) return { state: "failed", problem: now.problem };
    endS = readPodRows(now.rows, windowS).nowS;
  }
  if (endS === null) return { state: "failed", problem: withoutClock() };
  const stepS = trendStepS(windowS);
  const count = Math.ceil(windowS / stepS);
  const startS = endS - (count - 1) * stepS;
  const answer = await client.queryRange(
    trafficTrend(destination, stepS, only),
    { signal, startS, endS, stepS },
  );
  if (!answer.ok) return { state: "failed", problem: answer.problem };
  return {
    state: "read",
    endS,
    stepS,
    steps: stepsOf(
      answer.rows.filter(
        ({ metric }) =>
          metric[ROW_LABEL] === "before" ||
          believes(tellingOf(metric, destination.namespace)),
      ),
      { startS, stepS, count },
    ),
    warnings: answer.warnings,
  };
}

interface Grid {
  readonly startS: number;
  readonly stepS: number;
  readonly count: number;
}

function stepsOf(rows: readonly MatrixRow[], grid: Grid): TrendStep[] {
  const indexesOf = (row: string) =>
    new Set(
      rows
        .filter(({ metric }) => metric[ROW_LABEL] === row)
        .flatMap(({ values }) => values.map(([timeS]) => indexOf(timeS, grid))),
    );
  const seen = indexesOf("seen");
  const scrapedBefore = indexesOf("before");
  const calls: TrendCalls[] = Array.from({ length: grid.count }, () => ({
    requests: NO_COUNTS,
    connections: NO_COUNTS,
  }));
  for (const { metric, values } of rows) {
    const unit = unitOf(metric[UNIT_LABEL]);
    if (unit === null) continue;
    const security = classifySecurity(metric.connection_security_policy);
    const born = metric[ROW_LABEL] === "born";
    for (const [timeS, figure] of values) {
      const index = indexOf(timeS, grid);
      const step = calls[index];
      if (!step) continue;
      const real =
        born && !scrapedBefore.has(index) ? ofUnknownAge(figure) : figure;
      const count = countOf(real, security) ?? 0;
      const added = addCounts(step[unit], countsOf(security, count));
      calls[index] = { ...step, [unit]: added };
    }
  }
  return calls.map((found, index) => ({
    endS: grid.startS + index * grid.stepS,
    calls: seen.has(index) ? found : null,
  }));
}

/** Not a figure of this step: `countOf` takes it as one of plaintext, and as none of mutual TLS. */
function ofUnknownAge(figure: number): number {
  return figure === 0 ? 0 : Number.NaN;
}

/** Prometheus writes times in milliseconds, and a start need not be whole. */
function indexOf(timeS: number, { startS, stepS }: Grid): number {
  return Math.round((timeS - startS) / stepS);
}

function withoutClock(): PrometheusProblem {
  return prometheusProblem(
    "malformed",
    "Prometheus left out its own time from the answer.",
  );
}
