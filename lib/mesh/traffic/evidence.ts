/**
 * How much telemetry knows about one service (semantics D4). Only full coverage supports a lock.
 */

import type { EnforcementPoint } from "@/lib/mesh/mode";
import type { Pod } from "@/lib/mesh/objects";
import { addCounts, type Counts, NO_COUNTS } from "./counts";
import { scrapeHistory } from "./scrape-history";
import type { MetricsOff } from "./server-metrics";
import type { Telemetry, TrafficEdge } from "./traffic";

export type EvidenceState =
  | "plaintext_seen"
  | "only_mtls_seen"
  | "no_traffic"
  | "no_evidence";

export interface Coverage {
  readonly reportingPods: number;
  readonly proxiedPods: number;
  readonly pods: number;
}

export interface Evidence {
  readonly state: EvidenceState;
  readonly coverage: Coverage;
  /** What keeps this from being the whole truth about the window; null = nothing does. */
  readonly gap: EvidenceGap | null;
  /** Every gap, the first of them once more: whoever tolerates one must still see the others. */
  readonly gaps: readonly EvidenceGap[];
  /** The longest stretch of the window in which a proxy that counts was not scraped, seconds; 0 = none known. */
  readonly unscrapedS: number;
  /** Telemetry resources that keep calls of some pods out of the metrics. */
  readonly metricsOff: readonly MetricsOff[];
}

/** In the order in which they are told. */
export type EvidenceGap =
  | "no-telemetry"
  | "partial-coverage"
  | "no-answer"
  | "partial-answer"
  | "window-not-covered"
  | "proxies-younger-than-window"
  | "scrape-gap"
  | "was-strict"
  | "metrics-off"
  | "calls-without-statement";

export interface WeighedPod {
  readonly pod: Pod;
  readonly enforcement: EnforcementPoint;
}

/**
 * @param pods the service's pods with their enforcement points
 * @param ztunnelOfNode "namespace/pod" of the ztunnel that reports for ambient pods of a node
 * @param strictEndedS how long before the reading the service ceased to be STRICT, seconds; null = not known to have been
 * @param metricsOffFor what keeps a pod's calls out of the metrics
 */
export function weighEvidence(
  telemetry: Telemetry | null,
  pods: readonly WeighedPod[],
  edges: readonly TrafficEdge[],
  ztunnelOfNode: (node: string) => string | undefined,
  metricsOffFor: (pod: Pod) => readonly MetricsOff[] = () => [],
  strictEndedS: number | null = null,
): Evidence {
  const proxied = pods
    .filter(({ enforcement }) => enforcement !== "none")
    .map(({ pod, enforcement }) => ({
      pod,
      enforcement,
      reporter:
        enforcement === "ztunnel"
          ? ztunnelOfNode(pod.nodeName)
          : `${pod.namespace}/${pod.name}`,
    }));
  const reporting = proxied.filter(
    ({ reporter }) =>
      reporter !== undefined && telemetry?.reportingPods.has(reporter) === true,
  );
  const coverage = {
    reportingPods: reporting.length,
    proxiedPods: proxied.length,
    pods: pods.length,
  };
  const seen = sum(edges);
  const history = telemetry && scrapeHistory(telemetry, reporting);
  // ztunnel counts whatever such a resource says.
  const off = new Map(
    proxied
      .filter(({ enforcement }) => enforcement === "sidecar")
      .flatMap(({ pod }) => metricsOffFor(pod))
      .map((found) => [JSON.stringify(found), found]),
  );
  const gaps: EvidenceGap[] = [];
  if (telemetry === null || history === null || reporting.length === 0) {
    gaps.push("no-telemetry");
  } else {
    if (reporting.length < proxied.length) gaps.push("partial-coverage");
    if (telemetry.outdated === true) gaps.push("no-answer");
    if (!telemetry.complete) gaps.push("partial-answer");
    if (!telemetry.coversWindow) gaps.push("window-not-covered");
    if (history.isYoung) gaps.push("proxies-younger-than-window");
    if (history.unscrapedS > 0) gaps.push("scrape-gap");
    // Whoever was refused meanwhile left no trace in the metrics (semantics D2).
    if (strictEndedS !== null && strictEndedS < telemetry.windowS) {
      gaps.push("was-strict");
    }
  }
  if (off.size > 0) gaps.push("metrics-off");
  if (seen.noStatement > 0) gaps.push("calls-without-statement");
  const gap = gaps[0] ?? null;
  return {
    state: stateOf(gap, seen),
    coverage,
    gap,
    gaps,
    unscrapedS: history?.unscrapedS ?? 0,
    metricsOff: [...off.values()],
  };
}

/** Plaintext that was seen is a fact whatever else is missing; its absence is one only without a gap. */
function stateOf(gap: EvidenceGap | null, seen: Counts): EvidenceState {
  if (seen.plaintext > 0) return "plaintext_seen";
  if (gap !== null) return "no_evidence";
  return seen.mutualTls > 0 ? "only_mtls_seen" : "no_traffic";
}

/** Whether anything was seen at all; the one place where units meet, because only zero or not is asked. */
function sum(edges: readonly TrafficEdge[]): Counts {
  return edges.reduce<Counts>(
    (total, edge) =>
      addCounts(total, {
        mutualTls: edge.security === "mutual_tls" ? edge.count : 0,
        plaintext: edge.security === "plaintext" ? edge.count : 0,
        noStatement: edge.security === "no_statement" ? edge.count : 0,
      }),
    NO_COUNTS,
  );
}
