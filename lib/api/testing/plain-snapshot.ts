/** The smallest snapshot of the contract, for tests. */
import type { ServiceRow, Snapshot } from "@/lib/api/contract";

const none = { mutualTls: 0, plaintext: 0, noStatement: 0 };

export function plainRow(
  name: string,
  over: Partial<ServiceRow> = {},
): ServiceRow {
  return {
    namespace: "shop",
    name,
    mode: "PERMISSIVE",
    dataPlane: "sidecar",
    requests: { ...none, mutualTls: 7 },
    connections: none,
    lastPlaintextAt: null,
    evidence: "only_mtls_seen",
    coverage: { reportingPods: 1, proxiedPods: 1, pods: 1, complete: true },
    verdict: {
      state: "READY",
      reason: {
        code: "only-mutual-tls-seen",
        level: "info",
        params: {},
        objects: [],
      },
      more: 0,
    },
    criteria: {
      minWindowSeconds: 0,
      maxPlaintext: 0,
      quietPeriodSeconds: null,
      minCoveragePercent: 100,
      from: "settings",
    },
    actions: ["lock"],
    lockedByUs: false,
    refused: null,
    cells: [],
    ...over,
  };
}

/** Everything ready, nothing locked. */
export function plainSnapshot(names: readonly string[]): Snapshot {
  return {
    version: "1",
    takenAt: "2026-11-22T10:42:00.000Z",
    trafficAsOf: "2026-11-22T10:41:58.000Z",
    stepSeconds: 72,
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
    sources: [],
    criteria: {
      minWindowSeconds: 0,
      maxPlaintext: 0,
      quietPeriodSeconds: null,
      minCoveragePercent: 100,
    },
    clientNamespaces: ["shop", "web"],
    services: names.map((name) => plainRow(name)),
    totals: {
      locked: 0,
      ready: names.length,
      readyWithWarnings: 0,
      blocked: 0,
      unknown: 0,
      requests: none,
      connections: none,
      reportingPods: names.length,
      proxiedPods: names.length,
    },
  };
}
