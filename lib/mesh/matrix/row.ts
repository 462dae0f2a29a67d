import type { ClientTlsOfNamespace } from "@/lib/mesh/client/client-namespaces";
import { doubtfulPolicies } from "@/lib/mesh/legacy/legacy-doubt";
import type { Service } from "@/lib/mesh/objects";
import {
  type Readability,
  unreadableFor,
} from "@/lib/mesh/readiness/readability";
import {
  assessReadiness,
  type UnreadableCode,
} from "@/lib/mesh/readiness/readiness";
import type { Verdict } from "@/lib/mesh/readiness/reason";
import {
  clientTlsOf,
  type MeshResolution,
  type ResolvedService,
} from "@/lib/mesh/resolution/mesh-resolution";
import { enforcementPoint } from "@/lib/mesh/server/proxy";
import type { ServiceVerdict } from "@/lib/mesh/server/service-mode";
import { type Caller, sumCallers } from "@/lib/mesh/traffic/caller";
import type { Counts } from "@/lib/mesh/traffic/counts";
import { type Evidence, weighEvidence } from "@/lib/mesh/traffic/evidence";
import type { Telemetry, TrafficEdge } from "@/lib/mesh/traffic/traffic";
import type { TrafficIndex } from "@/lib/mesh/traffic/traffic-index";
import { type Action, offerActions } from "./action";
import { buildCells, type MatrixCell, totalOf, whileStrict } from "./cells";

export interface MatrixRow {
  readonly service: Service;
  readonly policy: ServiceVerdict;
  readonly unreadable: readonly UnreadableCode[];
  /** Everyone who reached the service's workloads, through whichever service. */
  readonly callers: readonly Caller[];
  /** Calls to the service itself, as they were read. */
  readonly edges: readonly TrafficEdge[];
  readonly requests: Counts;
  readonly connections: Counts;
  readonly lastPlaintextS: number | null;
  readonly evidence: Evidence;
  readonly verdict: Verdict;
  readonly actions: readonly Action[];
  readonly clientTls: readonly ClientTlsOfNamespace[];
  readonly cells: readonly MatrixCell[];
}

/** What all rows are made of. */
export interface RowSources {
  readonly resolution: MeshResolution;
  readonly telemetry: Telemetry | null;
  readonly traffic: TrafficIndex | null;
  readonly readable: Readability;
  /** "namespace/pod" of the ztunnel of a node. */
  readonly ztunnels: ReadonlyMap<string, string>;
}

export function buildRow(
  sources: RowSources,
  resolved: ResolvedService,
): MatrixRow {
  const { telemetry, traffic } = sources;
  const { index } = sources.resolution;
  const { service, verdict: policy } = resolved;
  const edges = traffic?.edgesOf(service, policy.workloads) ?? [];
  // What hides behind a sibling service is refused as well.
  const reaching = [
    ...new Set([...edges, ...(traffic?.edgesTo(policy.workloads) ?? [])]),
  ];
  const evidence = weighEvidence(
    telemetry,
    policy.pods.map((pod) => ({ pod, enforcement: enforcementPoint(pod) })),
    reaching,
    (node) => sources.ztunnels.get(node),
  );
  const seen = buildCells(sumCallers(edges));
  const clientTls = askedClients(sources.resolution, resolved, seen);
  const cells =
    policy.mode === "STRICT" ? seen.map(whileStrict(clientTls)) : seen;
  const facts = {
    index,
    service,
    policy,
    unreadable: unreadableOf(sources, service, clientTls),
    evidence,
    callers: sumCallers(reaching),
    clientTls,
  };
  return {
    service,
    policy,
    unreadable: facts.unreadable,
    callers: facts.callers,
    edges,
    evidence,
    cells,
    clientTls,
    verdict: assessReadiness(facts),
    ...totalOf(cells),
    actions: offerActions(facts),
  };
}

/** What is not known of all that decides about a service and its clients. */
export function unreadableOf(
  { resolution, readable }: RowSources,
  service: Service,
  clientTls: readonly ClientTlsOfNamespace[],
): UnreadableCode[] {
  return [
    ...unreadableFor(
      service,
      clientTls.map(({ namespace }) => namespace),
      readable,
    ),
    ...(doubtfulPolicies(resolution.index, service).length > 0
      ? (["legacy-support-unknown"] as const)
      : []),
  ];
}

/**
 * What clients are told: those that were seen, those of the service's own namespace, and any other
 * namespace that is told something else than mutual TLS; one of those that are told the same as everybody
 * stands for the others.
 */
function askedClients(
  resolution: MeshResolution,
  resolved: ResolvedService,
  cells: readonly MatrixCell[],
): ClientTlsOfNamespace[] {
  const { distinct } = resolved.clients;
  const seen = cells.flatMap(({ client }) => (client === null ? [] : [client]));
  const expected = new Set([resolved.service.namespace, ...seen]);
  const own = new Set(distinct.map(({ namespace }) => namespace));
  const asked = new Set([...expected, ...own]);
  for (const namespace of resolution.sidecarNamespaces) {
    if (own.has(namespace)) continue;
    asked.add(namespace);
    break;
  }
  return [...asked]
    .sort()
    .flatMap((namespace) => clientTlsOf(resolution, resolved, namespace) ?? [])
    .filter(
      ({ namespace, sends }) =>
        expected.has(namespace) || sends === "plaintext" || sends === "tls",
    );
}
