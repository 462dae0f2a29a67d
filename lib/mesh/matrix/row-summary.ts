/**
 * What rows add up to, namespace by namespace: where all rows of one were taken over, so is their sum.
 */
import {
  addCounts,
  type Counts,
  countsOf,
  NO_COUNTS,
} from "@/lib/mesh/traffic/counts";
import type { TrafficEdge, TrafficUnit } from "@/lib/mesh/traffic/traffic";
import type { MatrixRow } from "./row";

export interface RowSummary extends Record<TrafficUnit, Counts> {
  readonly rows: readonly MatrixRow[];
  /** Namespaces that called. */
  readonly clients: readonly string[];
}

/** By namespace. */
export type RowSummaries = ReadonlyMap<string, RowSummary>;

/** @param rows by `namespace/name` */
export function summarizeRows(
  rows: ReadonlyMap<string, MatrixRow>,
  previous: RowSummaries | null,
): RowSummaries {
  const summaries = new Map<string, RowSummary>();
  for (const [namespace, list] of byNamespace(rows)) {
    const known = previous?.get(namespace);
    summaries.set(
      namespace,
      known !== undefined && sameRows(known.rows, list)
        ? known
        : summaryOf(list),
    );
  }
  return summaries;
}

/** All of them together: an edge leads to one workload, so that none is in two namespaces but by its service's name. */
export function totalOfSummaries(
  summaries: RowSummaries,
): Record<TrafficUnit, Counts> {
  const totals = { requests: NO_COUNTS, connections: NO_COUNTS };
  for (const { requests, connections } of summaries.values()) {
    totals.requests = addCounts(totals.requests, requests);
    totals.connections = addCounts(totals.connections, connections);
  }
  return totals;
}

/** By their keys, which lie closer at hand than the rows' own names, and mostly stand in order. */
function byNamespace(
  rows: ReadonlyMap<string, MatrixRow>,
): ReadonlyMap<string, readonly MatrixRow[]> {
  const groups = new Map<string, MatrixRow[]>();
  let prefix = "/";
  let group: MatrixRow[] = [];
  for (const [key, row] of rows) {
    if (!key.startsWith(prefix)) {
      const namespace = key.slice(0, key.indexOf("/"));
      prefix = `${namespace}/`;
      group = groups.get(namespace) ?? [];
      groups.set(namespace, group);
    }
    group.push(row);
  }
  return groups;
}

function sameRows(a: readonly MatrixRow[], b: readonly MatrixRow[]): boolean {
  return a.length === b.length && a.every((row, at) => row === b[at]);
}

/** A call may belong to several rows, as where two services share a workload: it counts once. */
function summaryOf(rows: readonly MatrixRow[]): RowSummary {
  const edges = new Set<TrafficEdge>();
  const clients = new Set<string>();
  for (const row of rows) {
    for (const edge of row.edges) edges.add(edge);
    for (const { client } of row.cells)
      if (client !== null) clients.add(client);
  }
  const totals = { requests: NO_COUNTS, connections: NO_COUNTS };
  for (const { unit, security, count } of edges) {
    totals[unit] = addCounts(totals[unit], countsOf(security, count));
  }
  return { rows, clients: [...clients], ...totals };
}
