import type { ClientTlsOfNamespace } from "@/lib/mesh/client/client-namespaces";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { clientPods } from "@/lib/mesh/readiness/client-pods";
import { type Caller, earliest, latest } from "@/lib/mesh/traffic/caller";
import {
  addCounts,
  type Counts,
  NO_COUNTS,
  type TrafficState,
  trafficState,
} from "@/lib/mesh/traffic/counts";
import type { RefusedCaller } from "@/lib/mesh/traffic/refused-caller";

/** Calls from one client namespace to one service. */
export interface MatrixCell {
  /** null = callers without identity */
  readonly client: string | null;
  readonly traffic: TrafficState;
  readonly requests: Counts;
  readonly connections: Counts;
  /** Unix seconds, within the window; null = no plaintext, or its time is not known. */
  readonly firstPlaintextS: number | null;
  readonly lastPlaintextS: number | null;
  readonly refusedWhenStrict: boolean;
  readonly callers: readonly Caller[];
  /** Those that were surely turned away; where nothing else is known of the client, `traffic` is "none". */
  readonly refused: readonly RefusedCaller[];
}

/**
 * At a STRICT service the plaintext of before is history for clients that are told mutual TLS by now, and have
 * a proxy to obey it (semantics B5); everybody else is being refused. While some port of the same pods stays
 * open, nobody can be called refused: telemetry names no port, and what it counted may have come in there.
 */
export function whileStrict(
  index: MeshIndex,
  clientTls: readonly ClientTlsOfNamespace[],
  hasOpenPort: boolean,
) {
  const told = new Set(
    clientTls
      .filter(({ sends }) => sends === "mutual_tls")
      .map(({ namespace }) => namespace),
  );
  const isMigrated = ({ namespace, workload }: Caller) =>
    namespace !== null &&
    workload !== null &&
    told.has(namespace) &&
    clientPods(index, namespace, workload)?.isMeshed === true;
  return (cell: MatrixCell): MatrixCell => ({
    ...cell,
    refusedWhenStrict:
      cell.refusedWhenStrict &&
      !hasOpenPort &&
      !cell.callers.filter(sentPlaintext).every(isMigrated),
  });
}

function sentPlaintext({ requests, connections }: Caller): boolean {
  return requests.plaintext + connections.plaintext > 0;
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
        refusedWhenStrict: list.some(sentPlaintext),
        refused: [],
      };
    })
    .sort(byClientName);
}

/**
 * The cells with those whom the service turned away: after a lock they are known from nothing else. Calls
 * that may as well have met a server that was down make no cell.
 */
export function withRefused(
  cells: readonly MatrixCell[],
  refused: readonly RefusedCaller[],
): MatrixCell[] {
  const byNamespace = new Map<string | null, RefusedCaller[]>();
  for (const caller of refused) {
    if (caller.certainty !== "refused") continue;
    const list = byNamespace.get(caller.namespace) ?? [];
    list.push(caller);
    byNamespace.set(caller.namespace, list);
  }
  const known = new Set(cells.map(({ client }) => client));
  const others = [...byNamespace.keys()].filter((each) => !known.has(each));
  return [...cells, ...others.map(emptyCell)]
    .map((cell) => {
      const own = byNamespace.get(cell.client);
      return own === undefined ? cell : { ...cell, refused: own };
    })
    .sort(byClientName);
}

function emptyCell(client: string | null): MatrixCell {
  return {
    client,
    callers: [],
    ...totalOf([]),
    traffic: "none",
    refusedWhenStrict: false,
    refused: [],
  };
}

function byClientName(a: MatrixCell, b: MatrixCell): number {
  return (a.client ?? "").localeCompare(b.client ?? "");
}

export function totalOf(
  parts: readonly Pick<
    Caller,
    "requests" | "connections" | "firstPlaintextS" | "lastPlaintextS"
  >[],
): {
  requests: Counts;
  connections: Counts;
  firstPlaintextS: number | null;
  lastPlaintextS: number | null;
} {
  return parts.reduce(
    (total, part) => ({
      requests: addCounts(total.requests, part.requests),
      connections: addCounts(total.connections, part.connections),
      firstPlaintextS: earliest(total.firstPlaintextS, part.firstPlaintextS),
      lastPlaintextS: latest(total.lastPlaintextS, part.lastPlaintextS),
    }),
    {
      requests: NO_COUNTS,
      connections: NO_COUNTS,
      firstPlaintextS: null as number | null,
      lastPlaintextS: null as number | null,
    },
  );
}
