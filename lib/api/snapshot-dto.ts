import "server-only";
import type { Caller as MeshCaller } from "@/lib/mesh/caller";
import { addCounts, NO_COUNTS, roundAgainstUs } from "@/lib/mesh/counts";
import type { MatrixCell, MatrixRow } from "@/lib/mesh/matrix";
import type { ServiceVerdict } from "@/lib/mesh/service-mode";
import type { MeshSnapshot } from "@/lib/snapshot/mesh-snapshot";
import type { Caller, Cell, ServiceRow, Snapshot } from "./contract";

/** The snapshot as it crosses the border: whole numbers, ISO times, codes instead of sentences. */
export function toSnapshotDto(snapshot: MeshSnapshot): Snapshot {
  const { matrix, index } = snapshot;
  const { meshConfig } = index;
  return {
    version: snapshot.version,
    takenAt: new Date(snapshot.takenAtMs).toISOString(),
    trafficAsOf: isoTime(snapshot.trafficAsOfS),
    window: snapshot.window,
    cluster: snapshot.cluster,
    mesh: {
      present: snapshot.istioPresent,
      rootNamespace: meshConfig.rootNamespace,
      enableAutoMtls: meshConfig.enableAutoMtls,
      trustDomain: meshConfig.trustDomain,
      known: snapshot.meshConfigKnown,
    },
    sources: snapshot.sources.map((source) => ({
      ...source,
      namespaces: [...source.namespaces],
      warnings: [...source.warnings],
    })),
    clientNamespaces: [...matrix.clientNamespaces],
    services: matrix.rows.map(toRow),
    totals: totals(matrix.rows),
  };
}

export function toCaller(caller: MeshCaller): Caller {
  return {
    namespace: caller.namespace,
    workload: caller.workload,
    principal: caller.principal,
    requests: roundAgainstUs(caller.requests),
    connections: roundAgainstUs(caller.connections),
    lastPlaintextAt: isoTime(caller.lastPlaintextS),
  };
}

function toRow(row: MatrixRow): ServiceRow {
  return {
    namespace: row.service.namespace,
    name: row.service.name,
    policy: toPolicy(row.policy, row.policiesReadable),
    requests: roundAgainstUs(row.requests),
    connections: roundAgainstUs(row.connections),
    lastPlaintextAt: isoTime(row.lastPlaintextS),
    evidence: row.evidence.state,
    coverage: row.evidence.coverage,
    verdict: {
      state: row.verdict.state,
      reasons: row.verdict.reasons.map((found) => ({
        ...found,
        objects: [...found.objects],
      })),
    },
    actions: [...row.actions],
    clientTls: row.clientTls.map((client) => ({ ...client })),
    cells: row.cells.map(toCell),
  };
}

/** A mode that rests on policies we could not read is not known, whatever the readable ones say. */
function toPolicy(
  policy: ServiceVerdict,
  readable: boolean,
): ServiceRow["policy"] {
  return {
    mode: readable ? policy.mode : "UNKNOWN",
    decidedBy: [...policy.decidedBy],
    shadowed: policy.shadowed.map((shadowed) => ({ ...shadowed })),
    ports: policy.ports.map(({ servicePort, mode, pods }) => ({
      servicePort: servicePort.port,
      name: servicePort.name,
      targetPorts: [...new Set(pods.map(({ targetPort }) => targetPort))],
      mode: readable ? mode : "UNKNOWN",
    })),
  };
}

function toCell(cell: MatrixCell): Cell {
  return {
    client: cell.client,
    traffic: cell.traffic,
    requests: roundAgainstUs(cell.requests),
    connections: roundAgainstUs(cell.connections),
    lastPlaintextAt: isoTime(cell.lastPlaintextS),
    refusedWhenStrict: cell.refusedWhenStrict,
    callers: cell.callers.map(toCaller),
  };
}

function totals(rows: readonly MatrixRow[]): Snapshot["totals"] {
  const count = (state: string) =>
    rows.filter(({ verdict }) => verdict.state === state).length;
  const sum = (unit: "requests" | "connections") =>
    roundAgainstUs(
      rows.reduce((total, row) => addCounts(total, row[unit]), NO_COUNTS),
    );
  return {
    locked: count("LOCKED"),
    ready: count("READY"),
    blocked: count("BLOCKED"),
    unknown: count("UNKNOWN"),
    requests: sum("requests"),
    connections: sum("connections"),
    ...podTotals(rows),
  };
}

/** Each pod once, however many services select it. */
function podTotals(rows: readonly MatrixRow[]) {
  let reportingPods = 0;
  let proxiedPods = 0;
  const seen = new Set<string>();
  for (const { policy, evidence } of rows) {
    const [first] = policy.pods;
    const key = first ? `${first.namespace}/${first.workload.name}` : "";
    if (!first || seen.has(key)) continue;
    seen.add(key);
    reportingPods += evidence.coverage.reportingPods;
    proxiedPods += evidence.coverage.proxiedPods;
  }
  return { reportingPods, proxiedPods };
}

function isoTime(seconds: number | null): string | null {
  return seconds === null ? null : new Date(seconds * 1000).toISOString();
}
