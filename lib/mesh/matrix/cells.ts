import type { ClientTlsOfNamespace } from "@/lib/mesh/client/client-namespaces";
import { type Caller, latest } from "@/lib/mesh/traffic/caller";
import {
  addCounts,
  type Counts,
  NO_COUNTS,
  type TrafficState,
  trafficState,
} from "@/lib/mesh/traffic/counts";

/** Calls from one client namespace to one service. */
export interface MatrixCell {
  /** null = callers without identity */
  readonly client: string | null;
  readonly traffic: TrafficState;
  readonly requests: Counts;
  readonly connections: Counts;
  readonly lastPlaintextS: number | null;
  readonly refusedWhenStrict: boolean;
  readonly callers: readonly Caller[];
}

/**
 * At a STRICT service the plaintext of before is history for clients that are told mutual TLS by now;
 * everybody else is being refused. While some port of the same pods stays open, nobody can be called
 * refused: telemetry names no port, and what it counted may have come in there.
 */
export function whileStrict(
  clientTls: readonly ClientTlsOfNamespace[],
  hasOpenPort: boolean,
) {
  const migrated = new Set(
    clientTls
      .filter(({ sends }) => sends === "mutual_tls")
      .map(({ namespace }) => namespace),
  );
  return (cell: MatrixCell): MatrixCell => ({
    ...cell,
    refusedWhenStrict:
      cell.refusedWhenStrict &&
      !hasOpenPort &&
      (cell.client === null || !migrated.has(cell.client)),
  });
}

export function buildCells(callers: readonly Caller[]): MatrixCell[] {
  const byClient = new Map<string | null, Caller[]>();
  for (const caller of callers) {
    const list = byClient.get(caller.namespace) ?? [];
    list.push(caller);
    byClient.set(caller.namespace, list);
  }
  return [...byClient]
    .map(([client, list]) => {
      const total = totalOf(list);
      return {
        client,
        callers: list,
        ...total,
        traffic: trafficState(total.requests, total.connections),
        refusedWhenStrict:
          total.requests.plaintext + total.connections.plaintext > 0,
      };
    })
    .sort((a, b) => (a.client ?? "").localeCompare(b.client ?? ""));
}

export function totalOf(
  parts: readonly Pick<Caller, "requests" | "connections" | "lastPlaintextS">[],
): {
  requests: Counts;
  connections: Counts;
  lastPlaintextS: number | null;
} {
  return parts.reduce(
    (total, part) => ({
      requests: addCounts(total.requests, part.requests),
      connections: addCounts(total.connections, part.connections),
      lastPlaintextS: latest(total.lastPlaintextS, part.lastPlaintextS),
    }),
    {
      requests: NO_COUNTS,
      connections: NO_COUNTS,
      lastPlaintextS: null as number | null,
    },
  );
}
