/**
 * The course of all traffic over a window, in some sixty steps: two questions and the time, whatever the
 * size of the mesh. An illustration beside the counts, like the course of one service (`trend.ts`).
 */
import { type InParts, inTurns } from "@/lib/clock/in-turns";
import {
  addCounts,
  type Counts,
  countsOf,
  NO_COUNTS,
} from "@/lib/mesh/traffic/counts";
import type { Believes } from "@/lib/mesh/traffic/telling";
import type { TrafficUnit } from "@/lib/mesh/traffic/traffic";
import type { PrometheusClient } from "./client";
import { classifySecurity, countOf, tellingOf } from "./edge-row";
import type { MatrixRow } from "./envelope";
import { readPodRows } from "./pod-row";
import { type PrometheusProblem, prometheusProblem } from "./problem";
import {
  copies,
  MESH_TELLER_LABELS,
  meshConnections,
  meshRequests,
} from "./promql-mesh-trend";
import { clock } from "./promql-pods";
import { ROW_LABEL, type Scope } from "./promql-series";
import { either } from "./promql-text";
import { trendStepS } from "./promql-trend";
import type { ReadingOptions } from "./telemetry";
import type { TrendCalls } from "./trend";

export interface MeshTrendStep {
  /** Unix seconds by Prometheus' clock; the step is the `stepS` seconds before. */
  readonly endS: number;
  /** Proxies that were scraped at its end: where they are fewer, calls are missing. */
  readonly proxies: number;
  /** null = none was scraped, so nothing may be said of the step. */
  readonly calls: TrendCalls | null;
}

/** A failed reading is never an empty one. */
export type MeshTrendReading =
  | {
      readonly state: "read";
      readonly endS: number;
      readonly stepS: number;
      /** Oldest first, without holes: together they are the window. */
      readonly steps: readonly MeshTrendStep[];
      /** Prometheus' own doubts, e.g. that its answer is partial. */
      readonly warnings: readonly string[];
    }
  | { readonly state: "failed"; readonly problem: PrometheusProblem };

export interface MeshTrendQuestion {
  readonly windowS: number;
  /** Where the window ends, Unix seconds by Prometheus' clock; null = its now. */
  readonly endS: number | null;
  /** Whose counts are taken: those that count for the verdicts. */
  readonly believes: Believes;
}

/** Where sixty steps are more than its limits allow, Prometheus is asked once more, for a quarter of them. */
const COARSER = 4;

/** @param options.signal withdraws the question; the reading then fails with "cancelled" */
export async function readMeshTrend(
  client: PrometheusClient,
  { windowS, endS: knownEndS, believes }: MeshTrendQuestion,
  { signal, only = [] }: ReadingOptions,
): Promise<MeshTrendReading> {
  const now = await client.query(either(clock(), copies(windowS, only)), {
    signal,
  });
  if (!now.ok) return { state: "failed", problem: now.problem };
  const { nowS, hasCopies } = readPodRows(now.rows, windowS);
  const endS = knownEndS ?? nowS;
  if (endS === null) return { state: "failed", problem: withoutClock() };
  const ask = (stepS: number) =>
    askInSteps(
      client,
      gridOf(windowS, endS, stepS),
      { only, hasCopies },
      believes,
      signal,
    );
  const stepS = trendStepS(windowS);
  const reading = await ask(stepS);
  return reading.state === "failed" && isTooMuch(reading.problem)
    ? ask(stepS * COARSER)
    : reading;
}

function isTooMuch({ code }: PrometheusProblem): boolean {
  return code === "too-much" || code === "timeout";
}

/** A mesh of a thousand namespaces has as many rows, of sixty steps each. */
const ROWS_AT_A_TIME = 100;

interface Grid {
  readonly startS: number;
  readonly endS: number;
  readonly stepS: number;
  readonly count: number;
}

function gridOf(windowS: number, endS: number, stepS: number): Grid {
  const count = Math.ceil(windowS / stepS);
  return { startS: endS - (count - 1) * stepS, endS, stepS, count };
}

async function askInSteps(
  client: PrometheusClient,
  grid: Grid,
  scope: Scope,
  believes: Believes,
  signal: AbortSignal,
): Promise<MeshTrendReading> {
  const { startS, endS, stepS } = grid;
  const range = { signal, startS, endS, stepS };
  const [requests, connections] = await Promise.all([
    client.queryRange(meshRequests(stepS, scope), range),
    client.queryRange(meshConnections(stepS, scope), range),
  ]);
  if (!requests.ok) return { state: "failed", problem: requests.problem };
  if (!connections.ok) return { state: "failed", problem: connections.problem };
  return {
    state: "read",
    endS,
    stepS,
    steps: await inTurns(
      stepsOf(
        {
          requests: believed(requests.rows, believes),
          connections: believed(connections.rows, believes),
        },
        grid,
      ),
    ),
    warnings: [...new Set([...requests.warnings, ...connections.warnings])],
  };
}

/** Rows that tell of no calls are told by nobody in particular, and of no security. */
function believed(
  rows: readonly MatrixRow[],
  believes: Believes,
): readonly MatrixRow[] {
  return rows.filter(({ metric }) => believes(tellingOf(metric)));
}

function* stepsOf(
  rows: Readonly<Record<TrafficUnit, readonly MatrixRow[]>>,
  grid: Grid,
): InParts<MeshTrendStep[]> {
  const seen = figuresOf(rows.requests, "seen", grid);
  const before = figuresOf(rows.requests, "before", grid);
  const requests = yield* countsIn(rows.requests, before, grid);
  const connections = yield* countsIn(rows.connections, before, grid);
  return Array.from({ length: grid.count }, (_, index) => {
    const proxies = Math.max(0, Math.floor(seen.get(index) ?? 0));
    return {
      endS: grid.startS + index * grid.stepS,
      proxies,
      calls:
        proxies === 0
          ? null
          : {
              requests: requests[index] ?? NO_COUNTS,
              connections: connections[index] ?? NO_COUNTS,
            },
    };
  });
}

/** @param before proxies known before each step; where there were none, what looks new may be old */
function* countsIn(
  rows: readonly MatrixRow[],
  before: ReadonlyMap<number, number>,
  grid: Grid,
): InParts<Counts[]> {
  const steps: Counts[] = Array.from({ length: grid.count }, () => NO_COUNTS);
  const carried = new Map(
    rows
      .filter(({ metric }) => metric[ROW_LABEL] === "carried")
      .map((row) => [tellerOf(row), valuesOf(row, grid)]),
  );
  for (const [at, row] of rows.entries()) {
    if (at % ROWS_AT_A_TIME === 0) yield;
    const kind = row.metric[ROW_LABEL];
    if (kind !== "newest" && kind !== "added") continue;
    const security = classifySecurity(row.metric.connection_security_policy);
    const known = kind === "newest" ? carried.get(tellerOf(row)) : undefined;
    for (const [index, figure] of valuesOf(row, grid)) {
      const counted = steps[index];
      if (!counted) continue;
      const added = Math.max(0, figure - (known?.get(index) ?? 0));
      const real = before.has(index) ? added : ofUnknownAge(added);
      const count = countOf(real, security) ?? 0;
      steps[index] = addCounts(counted, countsOf(security, count));
    }
  }
  return steps;
}

function tellerOf({ metric }: MatrixRow): string {
  return JSON.stringify(MESH_TELLER_LABELS.map((label) => metric[label] ?? ""));
}

/** Not a figure of this step: `countOf` takes it as one of plaintext, and as none of mutual TLS. */
function ofUnknownAge(figure: number): number {
  return figure === 0 ? 0 : Number.NaN;
}

function figuresOf(
  rows: readonly MatrixRow[],
  kind: "seen" | "before",
  grid: Grid,
): ReadonlyMap<number, number> {
  const row = rows.find(({ metric }) => metric[ROW_LABEL] === kind);
  return row ? valuesOf(row, grid) : new Map();
}

/** By step. Prometheus writes times in milliseconds, and a start need not be whole. */
function valuesOf(
  { values }: MatrixRow,
  { startS, stepS }: Grid,
): ReadonlyMap<number, number> {
  return new Map(
    values.map(([timeS, figure]) => [
      Math.round((timeS - startS) / stepS),
      figure,
    ]),
  );
}

function withoutClock(): PrometheusProblem {
  return prometheusProblem(
    "malformed",
    "Prometheus left out its own time from the answer.",
  );
}
