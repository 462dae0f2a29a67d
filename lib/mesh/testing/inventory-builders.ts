/** Values for tests: sensible defaults, overridden by what a test is about. */

import type { ClientTlsMode } from "@/lib/mesh/mode";
import {
  type AuthorizationPolicy,
  DEFAULT_MESH_CONFIG,
  type DestinationRule,
  type Inventory,
  type LegacyPolicy,
  type ObjectMeta,
  type PeerAuthentication,
  type Pod,
  type Service,
  type TrafficPolicy,
} from "@/lib/mesh/objects";
import type {
  RefusedCalls,
  Telemetry,
  TrafficEdge,
} from "@/lib/mesh/traffic/traffic";

export function anInventory(parts: Partial<Inventory> = {}): Inventory {
  return {
    meshConfig: DEFAULT_MESH_CONFIG,
    namespaces: [],
    services: [],
    pods: [],
    endpointSlices: [],
    peerAuthentications: [],
    destinationRules: [],
    authorizationPolicies: [] as AuthorizationPolicy[],
    legacyPolicies: [],
    cronJobs: { complete: true, items: [] },
    apiServerCallees: { complete: true, items: [] },
    ingresses: { complete: true, items: [] },
    ingressClasses: { complete: true, items: [] },
    metricsMonitors: { complete: true, items: [] },
    workloadEntries: { complete: true, items: [] },
    sidecars: { complete: true, items: [] },
    telemetries: { complete: true, items: [] },
    ...parts,
  };
}

/** "foo/httpbin" → namespace and name */
export function aMeta(
  path: string,
  parts: Partial<ObjectMeta> = {},
): ObjectMeta {
  const [namespace = "", name = ""] = path.split("/");
  return {
    namespace,
    name,
    uid: `uid-${path}`,
    resourceVersion: "1",
    createdAt: "2026-01-01T00:00:00Z",
    labels: {},
    annotations: {},
    ...parts,
  };
}

/** A Service on port 8000 → 8080 that selects `app: <name>`. */
export function aService(path: string, parts: Partial<Service> = {}): Service {
  const meta = aMeta(path);
  return {
    ...meta,
    type: "ClusterIP",
    headless: false,
    selector: { app: meta.name },
    externalName: null,
    ports: [
      {
        name: "http",
        port: 8000,
        targetPort: 8080,
        protocol: "TCP",
        appProtocol: "http",
      },
    ],
    ...parts,
  };
}

/** A running pod of Deployment <app> ("foo/httpbin-1" → app httpbin) with a sidecar. */
export function aPod(path: string, parts: Partial<Pod> = {}): Pod {
  const meta = aMeta(path);
  const app = meta.name.replace(/-\d+$/, "");
  return {
    ...meta,
    labels: { app, "security.istio.io/tlsMode": "istio" },
    ip: "10.0.0.1",
    nodeName: "node-1",
    hostNetwork: false,
    serviceAccount: app,
    phase: "Running",
    ready: true,
    workload: { kind: "Deployment", namespace: meta.namespace, name: app },
    containerPorts: [{ name: "http", port: 8080 }],
    longRunningContainers: [app, "istio-proxy"],
    ...parts,
  };
}

export function withoutProxy(pod: Pod): Pod {
  const { "security.istio.io/tlsMode": _, ...labels } = pod.labels;
  return { ...pod, labels, longRunningContainers: [pod.workload.name] };
}

/** A running pod whose traffic ztunnel redirects, with no proxy of its own. */
export function anAmbientPod(path: string, parts: Partial<Pod> = {}): Pod {
  return {
    ...withoutProxy(aPod(path)),
    annotations: { "ambient.istio.io/redirection": "enabled" },
    ...parts,
  };
}

export function aPolicy(
  path: string,
  parts: Partial<PeerAuthentication> = {},
): PeerAuthentication {
  return {
    ...aMeta(path),
    selector: null,
    mode: "UNSET",
    portLevelMtls: {},
    ...parts,
  };
}

/** STRICT, of Istio ≤ 1.5: "shop/cart" is a Policy, "/default" a MeshPolicy. */
export function aLegacyPolicy(
  path: string,
  parts: Partial<LegacyPolicy> = {},
): LegacyPolicy {
  return {
    ...aMeta(path),
    kind: path.startsWith("/") ? "MeshPolicy" : "Policy",
    targets: [],
    mtls: { mode: "STRICT", allowTls: false },
    peerIsOptional: false,
    ...parts,
  };
}

export function aRule(
  path: string,
  parts: Partial<DestinationRule> = {},
): DestinationRule {
  return {
    ...aMeta(path),
    host: "*",
    exportTo: [],
    workloadSelector: null,
    trafficPolicy: null,
    subsets: [],
    ...parts,
  };
}

/** What a DestinationRule tells clients; null = it says nothing about TLS. */
export function aTrafficPolicy(
  tls: ClientTlsMode | null,
  parts: Partial<TrafficPolicy> = {},
): TrafficPolicy {
  return { tls, portLevelSettings: [], passthrough: false, ...parts };
}

/** "bar/sleep" calls "foo/httpbin"; `from` null = a caller without identity. */
export function anEdge(
  from: string | null,
  to: string,
  parts: Partial<TrafficEdge> = {},
): TrafficEdge {
  const [sourceNamespace, sourceWorkload] = from?.split("/") ?? [];
  const [namespace = "", name = ""] = to.split("/");
  return {
    unit: "requests",
    reporter: "destination",
    security: from === null ? "plaintext" : "mutual_tls",
    source: {
      namespace: sourceNamespace ?? null,
      workload: sourceWorkload ?? null,
      principal: null,
    },
    destination: {
      workloadNamespace: namespace,
      workload: name,
      serviceNamespace: namespace,
      serviceName: name,
    },
    count: 10,
    firstSeenS: 900,
    lastSeenS: 1_000,
    ...parts,
  };
}

/** "bar/sleep" calls "foo/httpbin" and its own proxy sees that fail. */
export function aRefusal(
  from: string | null,
  to: string,
  parts: Partial<RefusedCalls> = {},
): RefusedCalls {
  const { unit, source, destination, count, firstSeenS, lastSeenS } = anEdge(
    from,
    to,
  );
  return {
    unit,
    seenBy: "client",
    source,
    destination,
    count,
    firstSeenS,
    lastSeenS,
    ...parts,
  };
}

export function aTelemetry(
  edges: readonly TrafficEdge[],
  reportingPods: readonly string[],
): Telemetry {
  return {
    // Well after the pods were created.
    evaluatedAtS: Date.parse("2026-03-01T00:00:00Z") / 1_000,
    stepS: 72,
    windowS: 3_600,
    coversWindow: true,
    complete: true,
    edges,
    reportingPods: new Set(reportingPods),
    scrapeGaps: new Map(),
    knownBefore: new Map(),
    refused: [],
  };
}
