import "server-only";
import type { MatrixCell } from "@/lib/mesh/matrix/cells";
import type { Matrix, MatrixRow } from "@/lib/mesh/matrix/matrix";
import type { Pod } from "@/lib/mesh/objects";
import type { Criteria as MeshCriteria } from "@/lib/mesh/readiness/criteria";
import { rollUp } from "@/lib/mesh/readiness/roll-up";
import { enforcementPoint } from "@/lib/mesh/server/proxy";
import { roundAgainstUs } from "@/lib/mesh/traffic/counts";
import {
  type RefusedCaller,
  refusalTotal,
} from "@/lib/mesh/traffic/refused-caller";
import type { MeshSnapshot } from "@/lib/snapshot/mesh-snapshot";
import type {
  Cell,
  Criteria,
  DataPlane,
  ServiceRow,
  Snapshot,
} from "./contract";
import { toLegacyObedience } from "./legacy-obedience";
import { toSource } from "./source-dto";

const knownSnapshots = new WeakMap<MeshSnapshot, Snapshot>();

/**
 * The snapshot as it crosses the border: whole numbers, ISO times, codes instead of sentences. Made once; lines are
 * the same objects as in another snapshot's where they say the same.
 */
export function toSnapshotDto(snapshot: MeshSnapshot): Snapshot {
  const before = knownSnapshots.get(snapshot);
  if (before) return before;
  const made = makeSnapshotDto(snapshot);
  knownSnapshots.set(snapshot, made);
  return made;
}

function makeSnapshotDto(snapshot: MeshSnapshot): Snapshot {
  const { matrix, index } = snapshot;
  const { meshConfig } = index;
  return {
    version: snapshot.version,
    takenAt: new Date(snapshot.takenAtMs).toISOString(),
    trafficAsOf: isoTimeOf(snapshot.trafficAsOfS),
    stepSeconds: snapshot.trafficStepS,
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
    sources: snapshot.sources.map(toSource),
    criteria: toCriteria(snapshot.criteria),
    clientNamespaces: [...matrix.clientNamespaces],
    services: matrix.rows.map(toServiceRow),
    totals: totals(matrix),
  };
}

/** A row that was taken over from the last matrix is put into words of the contract once. */
const known = new WeakMap<MatrixRow, ServiceRow>();

export function toServiceRow(row: MatrixRow): ServiceRow {
  const before = known.get(row);
  if (before) return before;
  const made = makeServiceRow(row);
  known.set(row, made);
  return made;
}

function makeServiceRow(row: MatrixRow): ServiceRow {
  const [first, ...rest] = row.verdict.reasons;
  if (!first) throw new Error("A verdict always has a reason.");
  return {
    namespace: row.service.namespace,
    name: row.service.name,
    // A mode that rests on policies we could not read is not known, whatever the readable ones say.
    mode: modeKnown(row) ? row.policy.mode : "UNKNOWN",
    dataPlane: dataPlaneOf(row),
    requests: roundAgainstUs(row.requests),
    connections: roundAgainstUs(row.connections),
    lastPlaintextAt: isoTimeOf(row.lastPlaintextS),
    evidence: row.evidence.state,
    coverage: {
      ...row.evidence.coverage,
      complete: row.evidence.gap === null,
    },
    verdict: {
      state: row.verdict.state,
      reason: { ...first, objects: [...first.objects] },
      more: rest.length,
    },
    criteria: { ...toCriteria(row.criteria), from: row.criteria.from },
    actions: [...row.actions],
    lockedByUs: row.lockedByUs,
    // Only what was surely refused: calls that failed may have met a server that was down.
    refused: toRefused(
      row.refused.filter(({ certainty }) => certainty === "refused"),
    ),
    cells: row.cells.map(toCell),
  };
}

function toRefused(refused: readonly RefusedCaller[]): ServiceRow["refused"] {
  const total = refusalTotal(refused);
  return (
    total && {
      requests: total.requests,
      connections: total.connections,
      lastAt: isoTimeOf(total.lastSeenS),
    }
  );
}

function toCriteria(criteria: MeshCriteria): Criteria {
  return {
    minWindowSeconds: criteria.minWindowS,
    maxPlaintext: criteria.maxPlaintext,
    quietPeriodSeconds: criteria.quietPeriodS,
    minCoveragePercent: criteria.minCoveragePercent,
  };
}

/** Only whether a mode rests on policies that could not be read. */
export function modeKnown({ unreadable }: MatrixRow): boolean {
  return unreadable.every((code) => code === "rules-unreadable");
}

function dataPlaneOf({ policy }: MatrixRow): DataPlane {
  const points = new Set(policy.pods.map(enforcementPoint));
  if (points.size > 1) return "mixed";
  const [only = "none"] = points;
  return only === "ztunnel" ? "ambient" : only;
}

/**
 * So many callers of a cell are named in the snapshot, which holds those of all services: whoever may expose metrics,
 * or start a workload per job, can make thousands.
 */
export const MOST_CALLERS = 200;

function toCell(cell: MatrixCell): Cell {
  const plaintext = cell.callers.filter(
    ({ requests, connections }) =>
      requests.plaintext + connections.plaintext > 0,
  );
  const names = new Set(
    [...plaintext, ...cell.refused, ...cell.callers].map(
      ({ workload }) => workload ?? "",
    ),
  );
  return {
    client: cell.client,
    traffic: cell.traffic,
    requests: roundAgainstUs(cell.requests),
    connections: roundAgainstUs(cell.connections),
    lastPlaintextAt: isoTimeOf(cell.lastPlaintextS),
    refusedWhenStrict: cell.refusedWhenStrict,
    callers: [...names].slice(0, MOST_CALLERS),
    moreCallers: Math.max(0, names.size - MOST_CALLERS),
    plaintextCallers: plaintext.length,
    refused: toRefused(cell.refused),
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
    const key = namesOf(policy.pods);
    if (seen.has(key)) continue;
    seen.add(key);
    reportingPods += evidence.coverage.reportingPods;
    proxiedPods += evidence.coverage.proxiedPods;
  }
  return { reportingPods, proxiedPods };
}

/** The list of a service's pods stays the same while none of them changes. */
const knownNames = new WeakMap<readonly Pod[], string>();

function namesOf(pods: readonly Pod[]): string {
  const before = knownNames.get(pods);
  if (before !== undefined) return before;
  const made = pods
    .map(({ namespace, name }) => `${namespace}/${name}`)
    .sort()
    .join();
  knownNames.set(pods, made);
  return made;
}

/** null also for what no calendar holds: the number came from a metric that anybody may expose. */
export function isoTimeOf(seconds: number | null): string | null {
  if (seconds === null) return null;
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
