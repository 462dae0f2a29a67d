/**
 * One reading of the mesh's traffic in three questions, however large the mesh is. The first asks
 * for Prometheus' own time, and the others are asked about that same instant, so that the clocks
 * of the two machines are never compared.
 */
import type { Telemetry, TrafficEdge } from "@/lib/mesh/traffic/traffic";
import type { PrometheusClient } from "./client";
import { edgeKey, edgeOfRow, isCount } from "./edge-row";
import type { VectorRow } from "./envelope";
import { readPodRows } from "./pod-row";
import { type PrometheusProblem, prometheusProblem } from "./problem";
import { edgeCounts, plaintextLastSeen, podsAndClock } from "./promql";

/** Questions per reading. */
const QUERIES_PER_READING = 3;

/** A failed reading is never an empty one. */
export type TelemetryReading =
  | {
      readonly state: "read";
      readonly telemetry: Telemetry;
      /** Prometheus' doubts and ours, each one plain sentence. Any of them makes the reading partial. */
      readonly warnings: readonly string[];
      readonly queries: number;
      readonly tookMs: number;
    }
  | { readonly state: "failed"; readonly problem: PrometheusProblem };

/**
 * @param windowS how far back to look, whole seconds
 * @param options.signal withdraws the questions; the reading then fails with "cancelled"
 */
export async function readTelemetry(
  client: PrometheusClient,
  windowS: number,
  { signal }: { readonly signal: AbortSignal },
): Promise<TelemetryReading> {
  const startedMs = performance.now();
  const first = await client.query(podsAndClock(windowS), { signal });
  if (!first.ok) return failed(first.problem);
  const pods = readPodRows(first.rows);
  if (pods.nowS === null) return failed(withoutClock());
  const at = { signal, timeS: pods.nowS };
  const [counts, lastSeen] = await Promise.all([
    client.query(edgeCounts(windowS), at),
    client.query(plaintextLastSeen(windowS), at),
  ]);
  if (!counts.ok) return failed(counts.problem);
  if (!lastSeen.ok) return failed(lastSeen.problem);
  const warnings = [
    ...new Set([first, counts, lastSeen].flatMap(({ warnings }) => warnings)),
    ...ownDoubts(pods.namelessPods, counts.rows),
  ];
  return {
    state: "read",
    telemetry: {
      evaluatedAtS: pods.nowS,
      windowS,
      coversWindow: pods.coversWindow,
      complete: warnings.length === 0,
      edges: edgesOf(counts.rows, lastSeen.rows),
      reportingPods: pods.reportingPods,
    },
    warnings,
    queries: QUERIES_PER_READING,
    tookMs: Math.round(performance.now() - startedMs),
  };
}

function edgesOf(
  counts: readonly VectorRow[],
  lastSeen: readonly VectorRow[],
): TrafficEdge[] {
  const lastSeenS = new Map(
    lastSeen.map(({ metric, value }) => [edgeKey(metric), value[1]]),
  );
  return counts
    .map((row) => edgeOfRow(row, lastSeenS))
    .filter((edge) => edge !== null);
}

function ownDoubts(
  namelessPods: number,
  counts: readonly VectorRow[],
): string[] {
  const notNumbers = counts.filter(({ value }) => !isCount(value[1])).length;
  return [
    ...(namelessPods > 0
      ? [
          `${namelessPods} groups of proxies are scraped without labels that name their pods; keep the labels "namespace" and "pod".`,
        ]
      : []),
    ...(notNumbers > 0
      ? [
          `${notNumbers} figures were not numbers, or below zero; plaintext among them counts as one.`,
        ]
      : []),
  ];
}

function withoutClock(): PrometheusProblem {
  return prometheusProblem(
    "malformed",
    "Prometheus left out its own time from the answer.",
  );
}

function failed(problem: PrometheusProblem): TelemetryReading {
  return { state: "failed", problem };
}
