import type { Inventory, Pod } from "@/lib/mesh/objects";
import type { Telemetry, TrafficEdge } from "@/lib/mesh/traffic/traffic";

/** Every service is called by three workloads, now and then in plaintext; every pod reports. */
export function trafficAtScale({ services, pods }: Inventory): Telemetry {
  return {
    evaluatedAtS: Date.UTC(2026, 5, 1) / 1_000,
    stepS: 72,
    windowS: 3_600,
    coversWindow: true,
    complete: true,
    edges: services.flatMap((service, order) =>
      [7, 31, 101].map((step): TrafficEdge => {
        const caller = services[(order + step) % services.length] ?? service;
        return {
          unit: "requests",
          reporter: "destination",
          security: (order + step) % 9 === 0 ? "plaintext" : "mutual_tls",
          source: {
            namespace: caller.namespace,
            workload: caller.name,
            principal: null,
          },
          destination: {
            workloadNamespace: service.namespace,
            workload: service.name,
            serviceNamespace: service.namespace,
            serviceName: service.name,
          },
          count: 100 + order,
          firstSeenS: null,
          lastSeenS: null,
        };
      }),
    ),
    reportingPods: new Set(pods.map(nameOf)),
    scrapeGaps: new Map(),
    knownBefore: new Map(),
    refused: [],
  };
}

function nameOf({ namespace, name }: Pod): string {
  return `${namespace}/${name}`;
}
