/**
 * How much telemetry knows about one service (semantics D4). Only full coverage supports a lock.
 */

import type { EnforcementPoint } from "@/lib/mesh/mode";
import type { Pod } from "@/lib/mesh/objects";
import { addCounts, type Counts, NO_COUNTS } from "./counts";
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
}

/** The first of these that holds. */
export type EvidenceGap =
  | "no-telemetry"
  | "partial-coverage"
  | "partial-answer"
  | "window-not-covered"
  | "proxies-younger-than-window"
  | "calls-without-statement";

/**
 * @param pods the service's pods with their enforcement points
 * @param ztunnelOfNode "namespace/pod" of the ztunnel that reports for ambient pods of a node
 */
export function weighEvidence(
  telemetry: Telemetry | null,
  pods: readonly { pod: Pod; enforcement: EnforcementPoint }[],
  edges: readonly TrafficEdge[],
  ztunnelOfNode: (node: string) => string | undefined,
): Evidence {
  const proxied = pods.filter(({ enforcement }) => enforcement !== "none");
  const reporting = proxied.filter(({ pod, enforcement }) => {
    const reporter =
      enforcement === "ztunnel"
        ? ztunnelOfNode(pod.nodeName)
        : `${pod.namespace}/${pod.name}`;
    return (
      reporter !== undefined && telemetry?.reportingPods.has(reporter) === true
    );
  });
  const coverage = {
    reportingPods: reporting.length,
    proxiedPods: proxied.length,
    pods: pods.length,
  };
  const seen = sum(edges);
  const gap = telemetry
    ? gapOf(
        telemetry,
        coverage,
        proxied.map(({ pod }) => pod),
        seen,
      )
    : "no-telemetry";
  return { state: stateOf(gap, seen), coverage, gap };
}

/** Plaintext that was seen is a fact whatever else is missing; its absence is one only without a gap. */
function stateOf(gap: EvidenceGap | null, seen: Counts): EvidenceState {
  if (seen.plaintext > 0) return "plaintext_seen";
  if (gap !== null) return "no_evidence";
  return seen.mutualTls > 0 ? "only_mtls_seen" : "no_traffic";
}

function gapOf(
  telemetry: Telemetry,
  coverage: Coverage,
  proxied: readonly Pod[],
  seen: Counts,
): EvidenceGap | null {
  if (coverage.reportingPods === 0) return "no-telemetry";
  if (coverage.reportingPods < coverage.proxiedPods) return "partial-coverage";
  if (!telemetry.complete) return "partial-answer";
  if (!telemetry.coversWindow) return "window-not-covered";
  const fromMs = (telemetry.evaluatedAtS - telemetry.windowS) * 1_000;
  if (proxied.every((pod) => isYounger(pod, fromMs))) {
    return "proxies-younger-than-window";
  }
  return seen.noStatement > 0 ? "calls-without-statement" : null;
}

/** Nobody could count what reached a pod before its proxy was there (semantics D4). */
function isYounger(pod: Pod, fromMs: number): boolean {
  return pod.createdAt !== null && Date.parse(pod.createdAt) > fromMs;
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
