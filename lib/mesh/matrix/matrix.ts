/**
 * The matrix: one row per service, one sparse cell per client namespace that called it.
 *
 *   inventory ─▶ mesh index ─▶ resolution (policy, clients) ─┐
 *                                                            ├─▶ row { cells, evidence, verdict, actions }
 *   telemetry ─▶ traffic index ─▶ callers per namespace ─────┘
 */
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { Pod, Service } from "@/lib/mesh/objects";
import { type Criteria, STRICT_CRITERIA } from "@/lib/mesh/readiness/criteria";
import type { Readability } from "@/lib/mesh/readiness/readability";
import { rememberedReadability } from "@/lib/mesh/readiness/remembered-readability";
import { surroundingsOf } from "@/lib/mesh/readiness/surroundings";
import type { MeshResolution } from "@/lib/mesh/resolution/mesh-resolution";
import { enforcementPoint, isWaypoint } from "@/lib/mesh/server/proxy";
import {
  addCounts,
  type Counts,
  countsOf,
  NO_COUNTS,
} from "@/lib/mesh/traffic/counts";
import { servicesByWorkload } from "@/lib/mesh/traffic/services-by-workload";
import type {
  Telemetry,
  TrafficEdge,
  TrafficUnit,
} from "@/lib/mesh/traffic/traffic";
import {
  indexTraffic,
  type TrafficIndex,
} from "@/lib/mesh/traffic/traffic-index";
import { isWaypointWorkload } from "@/lib/mesh/traffic/waypoint-workloads";
import { buildRow, type MatrixRow, type RowSources } from "./row";
import { type KnownRows, rowReuse } from "./row-reuse";

export type { MatrixRow } from "./row";

export interface Matrix {
  readonly clientNamespaces: readonly string[];
  readonly rows: readonly MatrixRow[];
  /** Calls to all rows together, each counted once. */
  readonly requests: Counts;
  readonly connections: Counts;
  /** null = no telemetry */
  readonly traffic: TrafficIndex | null;
  /** What the next matrix may take over. */
  readonly known: KnownRows;
}

/** Namespaces that Kubernetes and Istio keep for themselves; their services are not migrated. */
const SYSTEM_NAMESPACES = new Set([
  "kube-system",
  "kube-public",
  "kube-node-lease",
]);

/**
 * @param telemetry null = no reading; every cell is then without evidence.
 * @param criteria what the settings ask of a service before it counts as ready
 * @param strictEndedS how long before the reading a service ceased to be STRICT, by `namespace/name`, seconds
 * @param previous a matrix of the same cluster, whose rows are kept where nothing they rest on changed
 */
export function buildMatrix(
  resolution: MeshResolution,
  telemetry: Telemetry | null,
  readable: Readability,
  previous: Matrix | null = null,
  criteria: Criteria = STRICT_CRITERIA,
  strictEndedS: ReadonlyMap<string, number> = new Map(),
): Matrix {
  const { index } = resolution;
  const traffic =
    telemetry &&
    indexTraffic(
      telemetry,
      servicesByWorkload(index),
      isWaypointWorkload(index),
    );
  const sources: RowSources = {
    resolution,
    telemetry,
    traffic,
    readable: rememberedReadability(readable),
    criteria,
    strictEndedS,
    surroundings: surroundingsOf(index),
    ztunnels: ztunnelsByNode(index),
  };
  const reuse = rowReuse(previous?.known ?? null, sources);
  const rows = new Map<string, MatrixRow>();
  for (const service of index.inventory.services) {
    if (!isMigrated(index, service)) continue;
    const key = `${service.namespace}/${service.name}`;
    const resolved = resolution.services.get(key);
    if (resolved === undefined) continue;
    rows.set(key, reuse?.(key, resolved) ?? buildRow(sources, resolved));
  }
  const list = [...rows.values()];
  return {
    clientNamespaces: columns(index, list),
    rows: list,
    ...totalsOf(list),
    traffic,
    known: { sources, rows },
  };
}

/** A call may belong to several rows, as where two services share a workload. */
function totalsOf(rows: readonly MatrixRow[]): Record<TrafficUnit, Counts> {
  const edges = new Set<TrafficEdge>();
  for (const row of rows) for (const edge of row.edges) edges.add(edge);
  const totals = { requests: NO_COUNTS, connections: NO_COUNTS };
  for (const { unit, security, count } of edges) {
    totals[unit] = addCounts(totals[unit], countsOf(security, count));
  }
  return totals;
}

/** ExternalName is an alias: the target is judged, not the alias (semantics A4). */
function isMigrated(index: MeshIndex, service: Service): boolean {
  const isApiServer =
    service.namespace === "default" && service.name === "kubernetes";
  return (
    service.externalName === null &&
    !isWaypointService(index, service) &&
    !isApiServer &&
    !SYSTEM_NAMESPACES.has(service.namespace) &&
    service.namespace !== index.meshConfig.rootNamespace
  );
}

/** Every namespace that called or could: columns must not jump in and out while traffic changes. */
function columns(index: MeshIndex, rows: readonly MatrixRow[]): string[] {
  const seen = new Set<string>();
  for (const { cells } of rows) {
    for (const { client } of cells) if (client !== null) seen.add(client);
  }
  for (const [namespace, pods] of index.podsByNamespace) {
    if (namespace !== index.meshConfig.rootNamespace && isEnforced(pods)) {
      seen.add(namespace);
    }
  }
  return [...seen].sort();
}

/** Pods of a namespace stay the same list while none of them changes. */
const enforced = new WeakMap<readonly Pod[], boolean>();

function isEnforced(pods: readonly Pod[]): boolean {
  const known = enforced.get(pods);
  if (known !== undefined) return known;
  const found = pods.some((pod) => enforcementPoint(pod) !== "none");
  enforced.set(pods, found);
  return found;
}

/** A label is free for everybody; only the control plane's own pods speak for a node. */
function ztunnelsByNode(index: MeshIndex): ReadonlyMap<string, string> {
  const { rootNamespace } = index.meshConfig;
  return new Map(
    (index.podsByNamespace.get(rootNamespace) ?? [])
      .filter((pod) => pod.labels.app === "ztunnel")
      .map((pod) => [pod.nodeName, `${pod.namespace}/${pod.name}`]),
  );
}

/** A waypoint is part of the mesh itself: nobody locks it. */
function isWaypointService(index: MeshIndex, service: Service): boolean {
  const pods = index.podsOf(service);
  return pods.length > 0 && pods.every(isWaypoint);
}
