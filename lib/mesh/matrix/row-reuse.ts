import { podsOfCaller } from "@/lib/mesh/readiness/caller-reasons";
import { sameSurroundings } from "@/lib/mesh/readiness/surroundings";
import type { ResolvedService } from "@/lib/mesh/resolution/mesh-resolution";
import type { TrafficEdge } from "@/lib/mesh/traffic/traffic";
import { type MatrixRow, type RowSources, unreadableOf } from "./row";

/** Rows of a matrix, and what they were made of. */
export interface KnownRows {
  readonly sources: RowSources;
  /** By `namespace/name`. */
  readonly rows: ReadonlyMap<string, MatrixRow>;
}

/**
 * A row may be taken over where nothing it was made of changed: the reading of the telemetry and the
 * ztunnels that report, the service's resolution (which policies, rules and its pods reach), everything
 * else in its namespace (the services beside it), the namespace's own criteria, how its callers' pods
 * call, what surrounds all services, what is said about their metrics, the calls that only its name leads to, and what of all this could be
 * read.
 *
 * @returns null where no row can be taken over
 */
export function rowReuse(
  known: KnownRows | null,
  sources: RowSources,
): ((key: string, resolved: ResolvedService) => MatrixRow | null) | null {
  if (known === null) return null;
  const before = known.sources;
  const isSameReading =
    before.telemetry === sources.telemetry &&
    before.criteria === sources.criteria &&
    telemetriesOf(before) === telemetriesOf(sources) &&
    sameSurroundings(before.surroundings, sources.surroundings) &&
    before.resolution.sidecarNamespaces ===
      sources.resolution.sidecarNamespaces &&
    sameEntries(before.ztunnels, sources.ztunnels);
  if (!isSameReading) return null;
  return (key, resolved) => {
    const row = known.rows.get(key);
    const { service } = resolved;
    return row !== undefined &&
      before.resolution.services.get(key) === resolved &&
      namespaceOf(before, service.namespace) ===
        namespaceOf(sources, service.namespace) &&
      sameNamespaceObject(before, sources, service.namespace) &&
      sameCallers(before, sources, row) &&
      sameItems(
        before.traffic?.orphans.get(key) ?? NONE,
        sources.traffic?.orphans.get(key) ?? NONE,
      ) &&
      sameItems(row.unreadable, unreadableOf(sources, service, row.clientTls))
      ? row
      : null;
  };
}

const NONE: readonly TrafficEdge[] = [];

function telemetriesOf({ resolution }: RowSources) {
  return resolution.index.inventory.telemetries?.items;
}

function namespaceOf({ resolution }: RowSources, namespace: string) {
  return resolution.index.workloadIndex.workloads.get(namespace);
}

/** Its annotations hold criteria, and its labels say what will get a proxy. */
function sameNamespaceObject(a: RowSources, b: RowSources, namespace: string) {
  const of = ({ resolution }: RowSources) =>
    resolution.index.namespaces.get(namespace);
  return of(a) === of(b) || JSON.stringify(of(a)) === JSON.stringify(of(b));
}

/** By value: the pods of a caller may be others that call in the same way. */
function sameCallers(a: RowSources, b: RowSources, { callers }: MatrixRow) {
  return callers.every((caller) => {
    const before = podsOfCaller(a.resolution.index, caller);
    const now = podsOfCaller(b.resolution.index, caller);
    return before === now || JSON.stringify(before) === JSON.stringify(now);
  });
}

function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, at) => item === b[at]);
}

function sameEntries<T>(
  a: ReadonlyMap<string, T>,
  b: ReadonlyMap<string, T>,
): boolean {
  return (
    a.size === b.size && [...a].every(([key, value]) => b.get(key) === value)
  );
}
