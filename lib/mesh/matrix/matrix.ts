/**
 * The matrix: one row per service, one sparse cell per client namespace that called it.
 *
 *   inventory ─▶ mesh index ─▶ service verdict (policy) ─┐
 *                                                        ├─▶ row { cells, evidence, verdict, actions }
 *   telemetry ─▶ traffic index ─▶ callers per namespace ─┘
 */

import {
  type ClientTlsOfNamespace,
  clientTlsByNamespace,
  distinctNamespaces,
  sidecarNamespaces,
} from "@/lib/mesh/client/client-namespaces";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
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
import { enforcementPoint } from "@/lib/mesh/server/proxy";
import {
  resolveService,
  type ServiceVerdict,
} from "@/lib/mesh/server/service-mode";
import { type Caller, sumCallers } from "@/lib/mesh/traffic/caller";
import type { Counts } from "@/lib/mesh/traffic/counts";
import { type Evidence, weighEvidence } from "@/lib/mesh/traffic/evidence";
import { servicesByWorkload } from "@/lib/mesh/traffic/services-by-workload";
import type { Telemetry, TrafficEdge } from "@/lib/mesh/traffic/traffic";
import {
  indexTraffic,
  type TrafficIndex,
} from "@/lib/mesh/traffic/traffic-index";
import { type Action, offerActions } from "./action";
import { buildCells, type MatrixCell, totalOf, whileStrict } from "./cells";

export interface MatrixRow {
  readonly service: Service;
  readonly policy: ServiceVerdict;
  readonly unreadable: readonly UnreadableCode[];
  /** Everyone who reached the service's workloads, through whichever service. */
  readonly callers: readonly Caller[];
  readonly requests: Counts;
  readonly connections: Counts;
  readonly lastPlaintextS: number | null;
  readonly evidence: Evidence;
  readonly verdict: Verdict;
  readonly actions: readonly Action[];
  readonly clientTls: readonly ClientTlsOfNamespace[];
  readonly cells: readonly MatrixCell[];
}

export interface Matrix {
  readonly clientNamespaces: readonly string[];
  readonly rows: readonly MatrixRow[];
  /** Calls to all rows together, each counted once. */
  readonly requests: Counts;
  readonly connections: Counts;
  /** null = no telemetry */
  readonly traffic: TrafficIndex | null;
}

/** Namespaces that Kubernetes and Istio keep for themselves; their services are not migrated. */
const SYSTEM_NAMESPACES = new Set([
  "kube-system",
  "kube-public",
  "kube-node-lease",
]);

/** @param telemetry null = no reading; every cell is then without evidence. */
export function buildMatrix(
  index: MeshIndex,
  telemetry: Telemetry | null,
  readable: Readability,
): Matrix {
  const traffic =
    telemetry && indexTraffic(telemetry, servicesByWorkload(index));
  const ztunnels = ztunnelsByNode(index);
  const sidecars = sidecarNamespaces(index);
  const distinct = distinctNamespaces(index, sidecars);
  const rows = index.inventory.services
    .filter((service) => isMigrated(index, service))
    .map((service) =>
      buildRow({
        index,
        service,
        telemetry,
        traffic,
        readable,
        ztunnels,
        sidecars,
        distinct,
      }),
    );
  const callers = sumCallers(distinctEdges(traffic, rows));
  const { requests, connections } = totalOf(callers);
  return {
    clientNamespaces: columns(index, rows),
    rows,
    requests,
    connections,
    traffic,
  };
}

function distinctEdges(
  traffic: TrafficIndex | null,
  rows: readonly MatrixRow[],
): TrafficEdge[] {
  return [
    ...new Set(
      rows.flatMap(
        ({ service, policy }) =>
          traffic?.edgesOf(service, policy.workloads) ?? [],
      ),
    ),
  ];
}

interface RowInput {
  readonly index: MeshIndex;
  readonly service: Service;
  readonly telemetry: Telemetry | null;
  readonly traffic: TrafficIndex | null;
  readonly readable: Readability;
  readonly ztunnels: ReadonlyMap<string, string>;
  readonly sidecars: ReadonlySet<string>;
  /** Namespaces that may be told something of their own, and one for all others. */
  readonly distinct: readonly string[];
}

function buildRow(input: RowInput): MatrixRow {
  const { index, service, telemetry, traffic, readable } = input;
  const policy = resolveService(index, service);
  const edges = traffic?.edgesOf(service, policy.workloads) ?? [];
  // What hides behind a sibling service is refused as well.
  const reaching = [
    ...new Set([...edges, ...(traffic?.edgesTo(policy.workloads) ?? [])]),
  ];
  const evidence = weighEvidence(
    telemetry,
    policy.pods.map((pod) => ({ pod, enforcement: enforcementPoint(pod) })),
    reaching,
    (node) => input.ztunnels.get(node),
  );
  const seen = buildCells(sumCallers(edges));
  const clientTls = askedClients(input, policy, seen);
  const cells =
    policy.mode === "STRICT" ? seen.map(whileStrict(clientTls)) : seen;
  const facts = {
    index,
    service,
    policy,
    unreadable: unreadableFor(
      service,
      clientTls.map(({ namespace }) => namespace),
      readable,
    ),
    evidence,
    callers: sumCallers(reaching),
    clientTls,
  };
  return {
    service,
    policy,
    unreadable: facts.unreadable,
    callers: facts.callers,
    evidence,
    cells,
    clientTls,
    verdict: assessReadiness(facts),
    ...totalOf(cells),
    actions: offerActions(facts),
  };
}

/**
 * What clients are told: those that were seen, those of the service's own namespace, and any other
 * namespace that is told something else than mutual TLS.
 */
function askedClients(
  { index, service, sidecars, distinct }: RowInput,
  policy: ServiceVerdict,
  cells: readonly MatrixCell[],
): ClientTlsOfNamespace[] {
  const seen = cells.flatMap(({ client }) => (client === null ? [] : [client]));
  const expected = new Set([service.namespace, ...seen]);
  const asked = [...new Set([...expected, ...distinct])].filter((namespace) =>
    sidecars.has(namespace),
  );
  return clientTlsByNamespace(index, service, policy, asked.sort()).filter(
    ({ namespace, sends }) =>
      expected.has(namespace) || sends === "plaintext" || sends === "tls",
  );
}

/** ExternalName is an alias: the target is judged, not the alias (semantics A4). */
function isMigrated(index: MeshIndex, service: Service): boolean {
  const isApiServer =
    service.namespace === "default" && service.name === "kubernetes";
  return (
    service.externalName === null &&
    !isApiServer &&
    !SYSTEM_NAMESPACES.has(service.namespace) &&
    service.namespace !== index.inventory.meshConfig.rootNamespace
  );
}

/** Every namespace that called or could: columns must not jump in and out while traffic changes. */
function columns(index: MeshIndex, rows: readonly MatrixRow[]): string[] {
  const seen = new Set(
    rows.flatMap((row) =>
      row.cells.flatMap((cell) => (cell.client === null ? [] : [cell.client])),
    ),
  );
  for (const pod of index.inventory.pods) {
    if (
      enforcementPoint(pod) !== "none" &&
      pod.namespace !== index.inventory.meshConfig.rootNamespace
    ) {
      seen.add(pod.namespace);
    }
  }
  return [...seen].sort();
}

function ztunnelsByNode(index: MeshIndex): ReadonlyMap<string, string> {
  return new Map(
    index.inventory.pods
      // A label is free for everybody; only the control plane's own pods speak for a node.
      .filter(
        (pod) =>
          pod.labels.app === "ztunnel" &&
          pod.namespace === index.meshConfig.rootNamespace,
      )
      .map((pod) => [pod.nodeName, `${pod.namespace}/${pod.name}`]),
  );
}
