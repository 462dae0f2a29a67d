import { targetPortOf } from "@/lib/mesh/index/service-backends";
import { labelSelectorMatches } from "@/lib/mesh/label-selector";
import type {
  MetricsMonitor,
  MonitorEndpoint,
} from "@/lib/mesh/metrics-monitor";
import { refKey } from "@/lib/mesh/object-ref";
import type { ObjectRef, Pod, Service } from "@/lib/mesh/objects";
import {
  enforcementPoint,
  isExcludedInboundPort,
} from "@/lib/mesh/server/proxy";
import { type Reason, reason, someNames } from "./reason";
import type { ServiceFacts } from "./service-facts";

/**
 * E11: monitors that tell Prometheus to scrape a port of the application. Ports of the proxy's own, Istio's merged
 * metrics among them, never meet policy; a certificate of the mesh gets through it.
 */
export function monitoredPorts(facts: ServiceFacts): Reason[] {
  const { index, service, policy } = facts;
  const items = index.inventory.metricsMonitors?.items ?? [];
  if (items.length === 0) return [];
  const monitors = monitorsIn(items, service.namespace);
  if (monitors.length === 0) return [];
  const ports = new Set<string>();
  const objects = new Map<string, ObjectRef>();
  for (const pod of policy.pods) {
    for (const monitor of monitors) {
      const scraped = scrapedPorts(facts, monitor, pod).filter((port) =>
        isHeldToPolicy(pod, port),
      );
      if (scraped.length === 0) continue;
      for (const port of scraped) ports.add(`${pod.workload.name}:${port}`);
      const { kind, namespace, name } = monitor;
      objects.set(refKey({ kind, namespace, name }), { kind, namespace, name });
    }
  }
  return ports.size === 0
    ? []
    : [
        reason(
          "scraped-in-plaintext",
          "warn",
          { ports: someNames([...ports].sort()), monitors: objects.size },
          [...objects.values()],
        ),
      ];
}

function isHeldToPolicy(pod: Pod, port: number): boolean {
  const point = enforcementPoint(pod);
  switch (point) {
    case "sidecar":
      return !isExcludedInboundPort(pod, port);
    case "ztunnel":
      return true;
    case "none":
      return false;
    default:
      return point satisfies never;
  }
}

/** Ports of the pod, whether the monitor finds it by itself or through any service before it. */
function scrapedPorts(
  { index }: ServiceFacts,
  { kind, selector, endpoints }: MetricsMonitor,
  pod: Pod,
): number[] {
  const plain = endpoints.filter(
    ({ withMeshCertificate }) => !withMeshCertificate,
  );
  if (plain.length === 0) return [];
  if (kind === "PodMonitor") {
    return labelSelectorMatches(selector, pod.labels)
      ? plain.flatMap((endpoint) => containerPorts(pod, endpoint))
      : [];
  }
  return index
    .servicesOf(pod)
    .filter(({ labels }) => labelSelectorMatches(selector, labels))
    .flatMap((service) =>
      plain.flatMap((endpoint) => servicePorts(pod, service, endpoint)),
    );
}

function servicePorts(
  pod: Pod,
  service: Service,
  endpoint: MonitorEndpoint,
): number[] {
  if (endpoint.by === "container-port") return containerPorts(pod, endpoint);
  const backend = { pod, slicePorts: null };
  return service.ports
    .filter(
      ({ name }) => endpoint.by === "every-port" || name === endpoint.port,
    )
    .flatMap((port) => targetPortOf(backend, port) ?? []);
}

function containerPorts(pod: Pod, { by, port }: MonitorEndpoint): number[] {
  if (typeof port === "number") return [port];
  return pod.containerPorts
    .filter(({ name }) => by === "every-port" || name === port)
    .map((container) => container.port);
}

/** Sorted once per list of monitors: every service asks. */
const sorted = new WeakMap<
  readonly MetricsMonitor[],
  ReadonlyMap<string, readonly MetricsMonitor[]>
>();

/** Under "" those that look everywhere. */
function monitorsIn(
  items: readonly MetricsMonitor[],
  namespace: string,
): readonly MetricsMonitor[] {
  const byNamespace = sorted.get(items) ?? sort(items);
  sorted.set(items, byNamespace);
  const everywhere = byNamespace.get("") ?? [];
  const here = byNamespace.get(namespace) ?? [];
  return everywhere.length === 0 ? here : [...everywhere, ...here];
}

function sort(items: readonly MetricsMonitor[]) {
  const byNamespace = new Map<string, MetricsMonitor[]>();
  for (const monitor of items) {
    for (const namespace of monitor.namespaces ?? [""]) {
      const list = byNamespace.get(namespace);
      if (list === undefined) byNamespace.set(namespace, [monitor]);
      else list.push(monitor);
    }
  }
  return byNamespace;
}
