import {
  type ClientTlsOfNamespace,
  isToldOtherwise,
} from "@/lib/mesh/client/client-namespaces";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { Pod, Service } from "@/lib/mesh/objects";
import { type Criteria, criteriaOf } from "@/lib/mesh/readiness/criteria";
import {
  type Readability,
  unreadableFor,
} from "@/lib/mesh/readiness/readability";
import { assessReadiness } from "@/lib/mesh/readiness/readiness";
import type { Verdict } from "@/lib/mesh/readiness/reason";
import type {
  ServiceFacts,
  UnreadableCode,
} from "@/lib/mesh/readiness/service-facts";
import type { Surroundings } from "@/lib/mesh/readiness/surroundings";
import {
  clientTlsOf,
  type MeshResolution,
  type ResolvedService,
} from "@/lib/mesh/resolution/mesh-resolution";
import { enforcementPoint } from "@/lib/mesh/server/proxy";
import { workloadModes } from "@/lib/mesh/server/workload-modes";
import { sumCallers } from "@/lib/mesh/traffic/caller";
import type { Counts } from "@/lib/mesh/traffic/counts";
import { weighEvidence } from "@/lib/mesh/traffic/evidence";
import { metricsOffFor } from "@/lib/mesh/traffic/server-metrics";
import type { Telemetry, TrafficEdge } from "@/lib/mesh/traffic/traffic";
import type { TrafficIndex } from "@/lib/mesh/traffic/traffic-index";
import { type Action, isLockedByUs, offerActions } from "./action";
import {
  buildCells,
  type MatrixCell,
  totalOf,
  whileStrict,
  withRefused,
} from "./cells";
import { refusedAt } from "./refusals";

export interface MatrixRow extends Omit<ServiceFacts, "index"> {
  /** Calls to the service itself, as they were read. */
  readonly edges: readonly TrafficEdge[];
  readonly requests: Counts;
  readonly connections: Counts;
  /** Unix seconds, within the window; null = no plaintext, or its time is not known. */
  readonly firstPlaintextS: number | null;
  readonly lastPlaintextS: number | null;
  readonly verdict: Verdict;
  readonly actions: readonly Action[];
  readonly lockedByUs: boolean;
  readonly cells: readonly MatrixCell[];
}

/** What all rows are made of. */
export interface RowSources {
  readonly resolution: MeshResolution;
  readonly telemetry: Telemetry | null;
  readonly traffic: TrafficIndex | null;
  readonly readable: Readability;
  /** Of the settings; a namespace may have its own. */
  readonly criteria: Criteria;
  /** How long before the reading a service ceased to be STRICT, by `namespace/name`, seconds. */
  readonly strictEndedS: ReadonlyMap<string, number>;
  readonly surroundings: Surroundings;
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
    (pod) => metricsOffFor(index, pod),
    sources.strictEndedS.get(`${service.namespace}/${service.name}`) ?? null,
  );
  const seen = buildCells(sumCallers(edges));
  const clientTls = askedClients(sources.resolution, resolved, seen);
  const refused = refusedAt(sources.resolution, resolved, traffic);
  const arrived =
    policy.mode === "STRICT"
      ? seen.map(
          whileStrict(
            index,
            clientTls,
            policy.pods.some((pod) => hasOpenPort(index, pod)),
          ),
        )
      : seen;
  const row: Omit<ServiceFacts, "index"> = {
    service,
    policy,
    unreadable: unreadableOf(sources, service, clientTls),
    evidence,
    reading: telemetry,
    callers: sumCallers(reaching),
    reaching,
    refused,
    clientTls,
    criteria: criteriaOf(
      index.namespaces.get(service.namespace) ?? null,
      sources.criteria,
    ),
    surroundings: sources.surroundings,
  };
  const facts: ServiceFacts = { ...row, index };
  return {
    ...row,
    edges,
    cells: withRefused(arrived, refused),
    verdict: assessReadiness(facts),
    ...totalOf(arrived),
    actions: offerActions(facts),
    lockedByUs: isLockedByUs(facts),
  };
}

/** What is not known of all that decides about a service and its clients. */
export function unreadableOf(
  { resolution, readable }: RowSources,
  service: Service,
  clientTls: readonly ClientTlsOfNamespace[],
): UnreadableCode[] {
  return unreadableFor(
    resolution.index,
    service,
    clientTls.map(({ namespace }) => namespace),
    readable,
  );
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
        expected.has(namespace) || isToldOtherwise(sends),
    );
}

/** By an entry of its own beside a STRICT policy, or because no service declares the port. */
function hasOpenPort(index: MeshIndex, pod: Pod): boolean {
  if (enforcementPoint(pod) === "none") return false;
  const { mode, ports } = workloadModes(index, pod);
  return [mode, ...ports.values()].some((each) => each !== "STRICT");
}
