/**
 * Callers: the edges of the telemetry, summed per client workload, each unit by itself.
 */
import { addCounts, type Counts, countsOf, NO_COUNTS } from "./counts";
import type { TrafficEdge } from "./traffic";

/** Who telemetry says it was; null = it has no name. */
export interface TrafficCaller {
  readonly namespace: string | null;
  readonly workload: string | null;
}

export interface Caller extends TrafficCaller {
  readonly principal: string | null;
  readonly requests: Counts;
  readonly connections: Counts;
  /** Unix seconds; plaintext within the window only, null = none, or not known. */
  readonly firstPlaintextS: number | null;
  readonly lastPlaintextS: number | null;
}

/**
 * Sums edges per caller; plaintext callers first, then by name. A named workload is one caller whether
 * or not it showed its principal: plaintext never does.
 */
export function sumCallers(edges: readonly TrafficEdge[]): Caller[] {
  const byIdentity = new Map<string, Caller>();
  for (const edge of edges) {
    const { namespace, workload, principal } = edge.source;
    const key = JSON.stringify(
      workload === null ? [namespace, null, principal] : [namespace, workload],
    );
    const known = byIdentity.get(key);
    const before = {
      namespace,
      workload,
      requests: NO_COUNTS,
      connections: NO_COUNTS,
      firstPlaintextS: null,
      lastPlaintextS: null,
      ...known,
      principal: known?.principal ?? principal,
    };
    byIdentity.set(key, withEdge(before, edge));
  }
  return [...byIdentity.values()].sort(byPlaintextThenName);
}

/** The later of two moments, of which either may be unknown. */
export function latest(a: number | null, b: number | null): number | null {
  if (a === null) return b;
  if (b === null) return a;
  return Math.max(a, b);
}

/** The earlier of two moments, of which either may be unknown. */
export function earliest(a: number | null, b: number | null): number | null {
  if (a === null) return b;
  if (b === null) return a;
  return Math.min(a, b);
}

function withEdge(caller: Caller, edge: TrafficEdge): Caller {
  const counts = countsOf(edge.security, edge.count);
  const before = caller[edge.unit];
  const summed = { ...caller, [edge.unit]: addCounts(before, counts) };
  return edge.security === "plaintext"
    ? {
        ...summed,
        firstPlaintextS: earliest(caller.firstPlaintextS, edge.firstSeenS),
        lastPlaintextS: latest(caller.lastPlaintextS, edge.lastSeenS),
      }
    : summed;
}

function byPlaintextThenName(a: Caller, b: Caller): number {
  const plaintext = (c: Caller) =>
    c.requests.plaintext + c.connections.plaintext > 0 ? 0 : 1;
  return plaintext(a) - plaintext(b) || nameOf(a).localeCompare(nameOf(b));
}

function nameOf(caller: Caller): string {
  return `${caller.namespace ?? ""}/${caller.workload ?? ""}/${caller.principal ?? ""}`;
}
