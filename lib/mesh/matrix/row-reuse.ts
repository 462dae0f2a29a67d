import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type {
  NamespaceWorkloads,
  ServiceWithBackends,
} from "@/lib/mesh/index/namespace-workloads";
import { changedClients } from "@/lib/mesh/readiness/client-pods";
import { otherwiseEntered } from "@/lib/mesh/readiness/ingress-reasons";
import { sameReadability } from "@/lib/mesh/readiness/same-readability";
import { reselectedClients } from "@/lib/mesh/readiness/sidecar-reasons";
import { sameSurroundings } from "@/lib/mesh/readiness/surroundings";
import type { Destined } from "@/lib/mesh/traffic/destination-join";
import { servicesByWorkload } from "@/lib/mesh/traffic/services-by-workload";
import { sameWaypoints } from "@/lib/mesh/traffic/waypoint-workloads";
import { sameWaypointUses } from "./credible-edges";
import { type MatrixRow, type RowSources, unreadableOf } from "./row";
import type { RowSummaries } from "./row-summary";

/** Rows of a matrix, and what they were made of. */
export interface KnownRows {
  readonly sources: RowSources;
  /** By `namespace/name`. */
  readonly rows: ReadonlyMap<string, MatrixRow>;
  readonly summaries: RowSummaries;
}

/**
 * Which rows have to be made again; all others say what they said. A row rests on the reading of the
 * telemetry and the ztunnels that report, the service's resolution (which policies, rules and its pods
 * reach), the services that share its pods, the namespace's own criteria, how the pods of its callers
 * call, what surrounds all services, the Ingresses that lead to it, what is said about all metrics and proxies, the
 * calls that only its name leads to, and what of all this could be read. Costs a look at every service, and more only for what changed.
 *
 * @returns names as `namespace/name`
 */
export function staleRows(
  known: KnownRows | null,
  sources: RowSources,
): ReadonlySet<string> | "all" {
  if (known === null || !isSameReading(known.sources, sources)) return "all";
  const { sources: before, rows } = known;
  const stale = new Set<string>();
  for (const [key, resolved] of sources.resolution.services) {
    if (before.resolution.services.get(key) !== resolved) stale.add(key);
  }
  addChangedNamespaces(before, sources, stale);
  addOrphaned(before.traffic?.orphans, sources.traffic?.orphans, stale);
  addOrphaned(
    before.traffic?.refusedOrphans,
    sources.traffic?.refusedOrphans,
    stale,
  );
  addCalledOtherwise(before, sources, rows, stale);
  addUnreadable(before, sources, rows, stale);
  for (const key of otherwiseEntered(
    before.resolution.index.inventory,
    sources.resolution.index.inventory,
  )) {
    stale.add(key);
  }
  return stale;
}

function isSameReading(before: RowSources, now: RowSources): boolean {
  return (
    before.telemetry === now.telemetry &&
    before.criteria === now.criteria &&
    REACHING_ALL.every((kind) =>
      sameItems(itemsOf(before, kind), itemsOf(now, kind)),
    ) &&
    sameSurroundings(before.surroundings, now.surroundings) &&
    before.resolution.sidecarNamespaces === now.resolution.sidecarNamespaces &&
    sameEntries(before.ztunnels, now.ztunnels) &&
    sameWaypoints(before.resolution.index, now.resolution.index)
  );
}

/** They change seldom, and which services one of them is about takes as long to find as to judge. */
const REACHING_ALL = ["telemetries", "metricsMonitors", "sidecars"] as const;

function itemsOf(
  { resolution }: RowSources,
  kind: (typeof REACHING_ALL)[number],
): readonly object[] {
  return resolution.index.inventory[kind]?.items ?? [];
}

/**
 * Its annotations hold criteria, and its labels say what will get a proxy; whose waypoints it uses decides what is
 * believed of calls to any of its workloads; services beside one share its pods.
 */
function addChangedNamespaces(
  { resolution: before }: RowSources,
  { resolution: now }: RowSources,
  stale: Set<string>,
): void {
  const a = before.index;
  const b = now.index;
  for (const [namespace, workloads] of b.workloadIndex.workloads) {
    const old = a.workloadIndex.workloads.get(namespace);
    const isSameObject = sameNamespaceObject(a, b, namespace);
    if (isSameObject && old === workloads) continue;
    const isSame = isSameObject && sameWaypointUses(a, b, namespace);
    const sharesPods = sharers(a, b, namespace, old);
    for (const entry of workloads.entries.values()) {
      if (!isSame || sharesPods(entry)) {
        stale.add(`${namespace}/${entry.service.name}`);
      }
    }
  }
}

function sameNamespaceObject(a: MeshIndex, b: MeshIndex, namespace: string) {
  const before = a.namespaces.get(namespace);
  const now = b.namespaces.get(namespace);
  return before === now || JSON.stringify(before) === JSON.stringify(now);
}

/** Whether other services than before stand on the same pods. Legacy policies reach further (semantics C). */
function sharers(
  a: MeshIndex,
  b: MeshIndex,
  namespace: string,
  old: NamespaceWorkloads | undefined,
): (entry: ServiceWithBackends) => boolean {
  const isLegacy =
    b.legacyPolicies !== null || b.meshConfig.lacksPeerAuthentication === true;
  if (isLegacy || old === undefined) return () => true;
  const before = servicesByWorkload(a);
  const now = servicesByWorkload(b);
  return ({ pods }) =>
    pods.some((pod) => {
      const workload = `${namespace}/${pod.workload.name}`;
      return (
        !sameItems(a.servicesOf(pod), b.servicesOf(pod)) ||
        !sameItems([...before(workload)], [...now(workload)])
      );
    });
}

function addOrphaned(
  before: ReadonlyMap<string, readonly Destined[]> | undefined,
  now: ReadonlyMap<string, readonly Destined[]> | undefined,
  stale: Set<string>,
): void {
  for (const key of [...(before?.keys() ?? []), ...(now?.keys() ?? [])]) {
    if (!sameItems(before?.get(key) ?? [], now?.get(key) ?? [])) stale.add(key);
  }
}

/** By value: the pods of a caller may be others that call in the same way. */
function addCalledOtherwise(
  before: RowSources,
  now: RowSources,
  rows: KnownRows["rows"],
  stale: Set<string>,
): void {
  const indexes = [before.resolution.index, now.resolution.index] as const;
  const changed = new Set([
    ...changedClients(...indexes),
    ...reselectedClients(...indexes),
  ]);
  if (changed.size === 0) return;
  for (const [key, { callers, refused }] of rows) {
    const isReached = [...callers, ...refused].some(({ namespace, workload }) =>
      changed.has(`${namespace}/${workload}`),
    );
    if (isReached) stale.add(key);
  }
}

/** Legacy policies may be doubted because of one of them anywhere. */
function addUnreadable(
  before: RowSources,
  sources: RowSources,
  rows: KnownRows["rows"],
  stale: Set<string>,
): void {
  const { index, sidecarNamespaces } = sources.resolution;
  const isSame =
    index.meshConfig.enforcesLegacyPolicies !== "unknown" &&
    sameReadability(before.readable, sources.readable, [
      ...index.workloadIndex.workloads.keys(),
      ...sidecarNamespaces,
    ]);
  if (isSame) return;
  for (const [key, { unreadable, service, clientTls }] of rows) {
    if (!sameItems(unreadable, unreadableOf(sources, service, clientTls))) {
      stale.add(key);
    }
  }
}

function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return (
    a === b || (a.length === b.length && a.every((item, at) => item === b[at]))
  );
}

function sameEntries<T>(
  a: ReadonlyMap<string, T>,
  b: ReadonlyMap<string, T>,
): boolean {
  return (
    a.size === b.size && [...a].every(([key, value]) => b.get(key) === value)
  );
}
