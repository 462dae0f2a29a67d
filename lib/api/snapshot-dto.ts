import "server-only";
import type { MatrixCell } from "@/lib/mesh/matrix/cells";
import type { Matrix, MatrixRow } from "@/lib/mesh/matrix/matrix";
import type { Criteria as MeshCriteria } from "@/lib/mesh/readiness/criteria";
import { rollUp } from "@/lib/mesh/readiness/roll-up";
import type { ServiceVerdict } from "@/lib/mesh/server/service-mode";
import type { Caller as MeshCaller } from "@/lib/mesh/traffic/caller";
import { roundAgainstUs } from "@/lib/mesh/traffic/counts";
import type { MeshSnapshot } from "@/lib/snapshot/mesh-snapshot";
import type { Caller, Cell, Criteria, ServiceRow, Snapshot } from "./contract";
import { toLegacyObedience } from "./legacy-obedience";

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
      legacyPolicies: index.inventory.legacyPolicies.length,
      obeysLegacyPolicies: toLegacyObedience(meshConfig),
    },
    sources: snapshot.sources.map((source) => ({
      ...source,
      namespaces: [...source.namespaces],
      warnings: [...source.warnings],
    })),
    criteria: toCriteria(snapshot.criteria),
    clientNamespaces: [...matrix.clientNamespaces],
    services: matrix.rows.map(toRow),
    totals: totals(matrix),
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
    policy: toPolicy(row.policy, modeKnown(row)),
    requests: roundAgainstUs(row.requests),
    connections: roundAgainstUs(row.connections),
    lastPlaintextAt: isoTime(row.lastPlaintextS),
    evidence: row.evidence.state,
    coverage: {
      ...row.evidence.coverage,
      complete: row.evidence.gap === null,
    },
    verdict: {
      state: row.verdict.state,
      reasons: row.verdict.reasons.map((found) => ({
        ...found,
        objects: [...found.objects],
      })),
    },
    criteria: { ...toCriteria(row.criteria), from: row.criteria.from },
    actions: [...row.actions],
    lockedByUs: row.lockedByUs,
    clientTls: row.clientTls.map(({ namespace, sends, rule }) => ({
      namespace,
      sends,
      rule,
    })),
    cells: row.cells.map(toCell),
  };
}

function toCriteria(criteria: MeshCriteria): Criteria {
  return {
    minWindowSeconds: criteria.minWindowS,
    maxPlaintext: criteria.maxPlaintext,
    quietPeriodSeconds: criteria.quietPeriodS,
    minCoveragePercent: criteria.minCoveragePercent,
  };
}

function modeKnown({ unreadable }: MatrixRow): boolean {
  return unreadable.every((code) => code === "rules-unreadable");
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

function totals(matrix: Matrix): Snapshot["totals"] {
  const { counts } = rollUp(matrix.rows.map(({ verdict }) => verdict));
  return {
    locked: counts.LOCKED,
    ready: counts.READY,
    readyWithWarnings: counts.READY_WITH_WARNINGS,
    blocked: counts.BLOCKED,
    unknown: counts.UNKNOWN,
    requests: roundAgainstUs(matrix.requests),
    connections: roundAgainstUs(matrix.connections),
    ...podTotals(matrix.rows),
  };
}

/** Services that select the same pods are counted once. */
function podTotals(rows: readonly MatrixRow[]) {
  let reportingPods = 0;
  let proxiedPods = 0;
  const seen = new Set<string>();
  for (const { policy, evidence } of rows) {
    const key = policy.pods
      .map(({ namespace, name }) => `${namespace}/${name}`)
      .sort()
      .join();
    if (seen.has(key)) continue;
    seen.add(key);
    reportingPods += evidence.coverage.reportingPods;
    proxiedPods += evidence.coverage.proxiedPods;
  }
  return { reportingPods, proxiedPods };
}

/** null also for what no calendar holds: the number came from a metric that anybody may expose. */
function isoTime(seconds: number | null): string | null {
  if (seconds === null) return null;
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
