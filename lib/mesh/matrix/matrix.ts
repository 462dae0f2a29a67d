/**
 * The matrix: one row per service, one sparse cell per client namespace that called it.
 *
 *   inventory ─▶ mesh index ─▶ resolution (policy, clients) ─┐
 *                                                            ├─▶ row { cells, evidence, verdict, actions }
 *   telemetry ─▶ traffic index ─▶ callers per namespace ─────┘
 */
import { atOnce } from "@/lib/mesh/at-once";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { Pod } from "@/lib/mesh/objects";
import { type Criteria, STRICT_CRITERIA } from "@/lib/mesh/readiness/criteria";
import type { Readability } from "@/lib/mesh/readiness/readability";
import { rememberedReadability } from "@/lib/mesh/readiness/remembered-readability";
import { surroundingsOf } from "@/lib/mesh/readiness/surroundings";
import type {
  MeshResolution,
  ResolvedService,
} from "@/lib/mesh/resolution/mesh-resolution";
import { enforcementPoint, isWaypoint } from "@/lib/mesh/server/proxy";
import type { Counts } from "@/lib/mesh/traffic/counts";
import type { Telemetry } from "@/lib/mesh/traffic/traffic";
import type { TrafficIndex } from "@/lib/mesh/traffic/traffic-index";
import { credibleTraffic } from "./credible-traffic";
import { buildRow, type MatrixRow, type RowSources } from "./row";
import { type KnownRows, staleRows } from "./row-reuse";
import {
  type RowSummaries,
  summarizeRows,
  totalOfSummaries,
} from "./row-summary";

export type { MatrixRow } from "./row";

export interface Matrix {
  readonly clientNamespaces: readonly string[];
  /** By namespace and name. */
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
export function buildMatrix(...sources: Parameters<typeof matrixInParts>) {
  return atOnce(matrixInParts(...sources));
}

/** `buildMatrix`, with a pause after each row: after a reading of telemetry every row is made anew. */
export function* matrixInParts(
  resolution: MeshResolution,
  telemetry: Telemetry | null,
  readable: Readability,
  previous: Matrix | null = null,
  criteria: Criteria = STRICT_CRITERIA,
  strictEndedS: ReadonlyMap<string, number> = new Map(),
): Generator<void, Matrix> {
  const { index } = resolution;
  const traffic = credibleTraffic(
    telemetry,
    index,
    previous?.known.sources ?? null,
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
  const stale = staleRows(previous?.known ?? null, sources);
  const rows = new Map<string, MatrixRow>();
  for (const [key, resolved] of resolution.services) {
    const isStale = stale === "all" || stale.has(key);
    const kept = isStale ? undefined : previous?.known.rows.get(key);
    if (kept !== undefined) rows.set(key, kept);
    else if (isMigrated(index, resolved)) {
      rows.set(key, buildRow(sources, resolved));
      yield;
    }
  }
  const summaries = summarizeRows(rows, previous?.known.summaries ?? null);
  return {
    clientNamespaces: columns(index, summaries),
    rows: [...rows.values()],
    ...totalOfSummaries(summaries),
    traffic,
    known: { sources, rows, summaries },
  };
}

/** ExternalName is an alias: the target is judged, not the alias (semantics A4). */
function isMigrated(
  index: MeshIndex,
  { service, verdict }: ResolvedService,
): boolean {
  const isApiServer =
    service.namespace === "default" && service.name === "kubernetes";
  return (
    service.externalName === null &&
    !isApiServer &&
    !SYSTEM_NAMESPACES.has(service.namespace) &&
    service.namespace !== index.meshConfig.rootNamespace &&
    !areWaypoints(verdict.pods)
  );
}

/** Every namespace that called or could: columns must not jump in and out while traffic changes. */
function columns(index: MeshIndex, summaries: RowSummaries): string[] {
  const seen = new Set<string>();
  for (const { clients } of summaries.values()) {
    for (const client of clients) seen.add(client);
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
function areWaypoints(pods: readonly Pod[]): boolean {
  return pods.length > 0 && pods.every(isWaypoint);
}
