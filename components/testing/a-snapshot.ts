/** Builders for tests of components: the smallest valid value of each part of the contract. */
import type {
  Caller,
  Cell,
  Counts,
  ServiceRow,
  Snapshot,
  Source,
} from "@/lib/api/contract";
import type {
  DetailPort,
  ServiceDetail,
} from "@/lib/api/service-detail-contract";
import type { Reading } from "@/lib/words/seen";

export const AS_OF = "2026-11-22T10:42:00Z";

/** Of a window so short that moments are as good as exact. */
export const READING: Reading = { at: AS_OF, stepSeconds: 15 };

export function someCounts(over: Partial<Counts> = {}): Counts {
  return { mutualTls: 0, plaintext: 0, noStatement: 0, ...over };
}

export function aCaller(over: Partial<Caller> = {}): Caller {
  return {
    namespace: "web",
    workload: "front",
    principal: null,
    requests: someCounts(),
    connections: someCounts(),
    lastPlaintextAt: null,
    ...over,
  };
}

export function aCell(over: Partial<Cell> = {}): Cell {
  return {
    client: "web",
    traffic: "mutual_tls",
    requests: someCounts({ mutualTls: 10 }),
    connections: someCounts(),
    lastPlaintextAt: null,
    refusedWhenStrict: false,
    callers: [],
    moreCallers: 0,
    plaintextCallers: 0,
    refused: null,
    ...over,
  };
}

/** Of a client of whom nothing is known but that it is turned away. */
export function aKnockingCell(over: Partial<Cell> = {}): Cell {
  return aCell({
    client: "legacy",
    traffic: "none",
    requests: someCounts(),
    callers: ["sleep"],
    refused: { requests: 0, connections: 12, lastAt: AS_OF },
    ...over,
  });
}

export function aRow(over: Partial<ServiceRow> = {}): ServiceRow {
  return {
    namespace: "shop",
    name: "cart",
    mode: "PERMISSIVE",
    dataPlane: "sidecar",
    requests: someCounts({ mutualTls: 10 }),
    connections: someCounts(),
    lastPlaintextAt: null,
    evidence: "only_mtls_seen",
    coverage: { reportingPods: 1, proxiedPods: 1, pods: 1, complete: true },
    verdict: aVerdict("READY"),
    criteria: { ...STRICT, from: "settings" },
    actions: ["lock"],
    lockedByUs: false,
    refused: null,
    cells: [],
    ...over,
  };
}

/** With callers that fit no cell, as long as a test does not say otherwise. */
export function aDetail(over: Partial<ServiceDetail> = {}): ServiceDetail {
  const row = aRow();
  return {
    ...row,
    verdict: { ...row.verdict, reasons: [row.verdict.reason] },
    policy: { decidedBy: [], shadowed: [], ports: [] },
    firstPlaintextAt: null,
    clientTls: [],
    callers: [],
    refusedCallers: [],
    withoutProxy: [],
    moreWithoutProxy: 0,
    ...over,
  };
}

const STRICT: Snapshot["criteria"] = {
  minWindowSeconds: 0,
  maxPlaintext: 0,
  quietPeriodSeconds: null,
  minCoveragePercent: 100,
};

export function aVerdict(
  state: ServiceRow["verdict"]["state"],
): ServiceRow["verdict"] {
  const code = state === "LOCKED" ? "locked" : "only-mutual-tls-seen";
  return {
    state,
    reason: { code, level: "info", params: {}, objects: [] },
    more: 0,
  };
}

/** Of a service that is locked but for some ports of its pods, e.g. "9102". */
export function aVerdictWithOpenPorts(open = "9102"): ServiceRow["verdict"] {
  const verdict = aVerdict("LOCKED");
  return { ...verdict, reason: { ...verdict.reason, params: { open } } };
}

export function aPortVerdict(
  state: ServiceRow["verdict"]["state"] = "LOCKED",
): DetailPort["verdict"] {
  return { state, reasons: [aVerdict(state).reason] };
}

export function aSource(over: Partial<Source> = {}): Source {
  return {
    id: "pods",
    what: "Pod",
    from: "kubernetes",
    state: "live",
    version: "v1",
    namespaces: [],
    message: "",
    cause: null,
    since: AS_OF,
    warnings: [],
    ...over,
  };
}

export function aSnapshot(over: Partial<Snapshot> = {}): Snapshot {
  return {
    version: "1",
    takenAt: AS_OF,
    trafficAsOf: AS_OF,
    stepSeconds: READING.stepSeconds,
    window: "1h",
    cluster: { context: "test", server: "https://127.0.0.1:6443" },
    mesh: {
      present: true,
      rootNamespace: "istio-system",
      enableAutoMtls: true,
      trustDomain: "cluster.local",
      known: true,
      legacyPolicies: 0,
      obeysLegacyPolicies: "no",
    },
    sources: [aSource()],
    criteria: STRICT,
    clientNamespaces: ["web"],
    services: [aRow()],
    totals: {
      locked: 0,
      ready: 1,
      readyWithWarnings: 0,
      blocked: 0,
      unknown: 0,
      requests: someCounts({ mutualTls: 10 }),
      connections: someCounts(),
      reportingPods: 1,
      proxiedPods: 1,
    },
    ...over,
  };
}
