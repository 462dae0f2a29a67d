/**
 * One reading of the mesh's traffic in three questions, however large the mesh is. The first asks
 * for Prometheus' own time, and the others are asked about that same instant, so that the clocks
 * of the two machines are never compared. Only what its limits refuse is asked in parts (`shards.ts`).
 */
import { type InParts, inTurns } from "@/lib/clock/in-turns";
import { type SourceWarning, sourceWarning } from "@/lib/mesh/source-warning";
import type { Telemetry } from "@/lib/mesh/traffic/traffic";
import { NEVER_SEEN, ROWS_AT_A_TIME, readActivity } from "./activity";
import type { PrometheusAnswer, PrometheusClient } from "./client";
import { ownDoubts } from "./doubts";
import { edgeKey } from "./edge-key";
import { edgeOfRow, refusedOfRow } from "./edge-row";
import type { VectorRow } from "./envelope";
import { type PodsAndClock, readPodRows } from "./pod-row";
import { type PrometheusProblem, prometheusProblem } from "./problem";
import { edgeCounts, plaintextActivity } from "./promql";
import { podsAndClock } from "./promql-pods";
import { type Only, ROW_LABEL, type Scope } from "./promql-series";
import { askInShards } from "./shards";
import { maskStepS } from "./step-mask";

/** A failed reading is never an empty one. */
export type TelemetryReading =
  | {
      readonly state: "read";
      readonly telemetry: Telemetry;
      /** Prometheus' doubts and ours, each one plain sentence. Any of them makes the reading partial. */
      readonly warnings: readonly SourceWarning[];
      /** What is worth knowing although nothing is missing, each one plain sentence. */
      readonly notes: readonly SourceWarning[];
      readonly queries: number;
      readonly tookMs: number;
    }
  | { readonly state: "failed"; readonly problem: PrometheusProblem };

export interface ReadingOptions {
  /** Withdraws the questions; the reading then fails with "cancelled". */
  readonly signal: AbortSignal;
  /** Further matchers on every series, e.g. `cluster="east"`. */
  readonly only?: Only;
}

/** @param windowS how far back to look, whole seconds */
export async function readTelemetry(
  client: PrometheusClient,
  windowS: number,
  { signal, only = [] }: ReadingOptions,
): Promise<TelemetryReading> {
  const startedMs = performance.now();
  const first = await client.query(podsAndClock(windowS, only), { signal });
  if (!first.ok) return failed(first.problem);
  const pods = readPodRows(first.rows, windowS);
  const { nowS } = pods;
  if (nowS === null) return failed(withoutClock());
  const ask = (
    name: string,
    question: (windowS: number, scope: Scope) => string,
  ) =>
    askInShards({
      client,
      name: `${name} ${windowS}`,
      namespaces: namespacesOf(pods),
      ask: (shard) =>
        client.query(
          question(windowS, {
            only: [...only, ...shard],
            hasCopies: pods.hasCopies,
          }),
          { signal, timeS: nowS },
        ),
    });
  const [counts, activity] = await Promise.all([
    ask("counts", edgeCounts),
    ask("activity", plaintextActivity),
  ]);
  if (!counts.answer.ok) return failed(counts.answer.problem);
  if (!activity.answer.ok) return failed(activity.answer.problem);
  const answers = [first, counts.answer, activity.answer];
  const warnings = [
    ...[...new Set(answers.flatMap((answer) => answer.warnings))].map((said) =>
      sourceWarning("said-by-prometheus", said, said),
    ),
    ...ownDoubts(pods, counts.answer.rows),
  ];
  return {
    state: "read",
    telemetry: {
      evaluatedAtS: nowS,
      windowS,
      stepS: maskStepS(windowS),
      coversWindow: pods.coversWindow,
      complete: warnings.length === 0,
      reportingPods: pods.reportingPods,
      scrapeGaps: pods.scrapeGaps,
      knownBefore: pods.knownBefore,
      ...(await inTurns(
        trafficOf(counts.answer, activity.answer, nowS, windowS),
      )),
    },
    warnings,
    notes: notesOf(Math.max(counts.shards, activity.shards)),
    queries: 1 + counts.queries + activity.queries,
    tookMs: Math.round(performance.now() - startedMs),
  };
}

type Rows = Extract<PrometheusAnswer<VectorRow>, { ok: true }>;

function* trafficOf(
  counts: Rows,
  activity: Rows,
  nowS: number,
  windowS: number,
): InParts<Pick<Telemetry, "edges" | "refused">> {
  const seen = yield* readActivity(activity.rows, nowS, windowS);
  const edges = [];
  const refused = [];
  for (const [at, row] of counts.rows.entries()) {
    if (at % ROWS_AT_A_TIME === 0) yield;
    const key = edgeKey(row.metric);
    if (row.metric[ROW_LABEL] === "refused") {
      refused.push(refusedOfRow(row, seen.refused.get(key) ?? NEVER_SEEN));
    } else {
      edges.push(edgeOfRow(row, seen.edges.get(key) ?? NEVER_SEEN));
    }
  }
  return {
    edges: edges.filter((edge) => edge !== null),
    refused: refused.filter((calls) => calls !== null),
  };
}

/** Those with the most proxies first, as the busiest are likely among them. */
function namespacesOf({ reportingPods, knownBefore }: PodsAndClock): string[] {
  const weights = new Map<string, number>();
  for (const name of [...reportingPods, ...knownBefore.keys()]) {
    const namespace = name.slice(0, name.indexOf("/"));
    weights.set(namespace, (weights.get(namespace) ?? 0) + 1);
  }
  return [...weights].sort(([, a], [, b]) => b - a).map(([name]) => name);
}

function notesOf(shards: number): SourceWarning[] {
  return shards === 1
    ? []
    : [
        sourceWarning(
          "asked-in-parts",
          `The question was too much for Prometheus as one, so it was asked in ${shards} parts; nothing is missing, but every refresh costs more.`,
          shards,
        ),
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
