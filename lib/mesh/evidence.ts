/**
 * How much telemetry knows about one service (semantics D4). Only full coverage supports a lock.
 */
import { addCounts, type Counts, NO_COUNTS } from "./counts";
import type { EnforcementPoint } from "./mode";
import type { Pod } from "./objects";
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
}

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
  return { state: stateOf(telemetry, coverage, sum(edges)), coverage };
}

function stateOf(
  telemetry: Telemetry | null,
  coverage: Coverage,
  seen: Counts,
): EvidenceState {
  if (telemetry === null) return "no_evidence";
  if (seen.plaintext > 0) return "plaintext_seen";
  if (coverage.proxiedPods === 0) return "no_evidence";
  if (coverage.reportingPods < coverage.proxiedPods) return "no_evidence";
  if (seen.noStatement > 0) return "no_evidence";
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
