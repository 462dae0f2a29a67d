import { targetPortOf } from "@/lib/mesh/index/service-backends";
import { labelSelectorMatches } from "@/lib/mesh/label-selector";
import { lazily } from "@/lib/mesh/lazily";
import type {
  MetricsMonitor,
  MonitorEndpoint,
} from "@/lib/mesh/metrics-monitor";
import type { Labels, ObjectRef, Pod, Service } from "@/lib/mesh/objects";
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
  const behind = lazily(() => servicesBefore(facts));
  const labels = lazily(() => [
    ...new Set(policy.pods.map((pod) => pod.labels)),
  ]);
  const ports = new Set<string>();
  const objects: ObjectRef[] = [];
  for (const monitor of monitorsIn(items, service.namespace)) {
    const { kind, namespace, name, selector } = monitor;
    const selected = new Set<Service | Labels>(
      kind === "PodMonitor"
        ? labels().filter((own) => labelSelectorMatches(selector, own))
        : behind().filter((own) => labelSelectorMatches(selector, own.labels)),
    );
    if (selected.size === 0) continue;
    const found = policy.pods.flatMap((pod) =>
      scrapedPorts(facts, monitor, pod, selected).map(
        (port) => `${pod.workload.name}:${port}`,
      ),
    );
    if (found.length === 0) continue;
    for (const port of found) ports.add(port);
    objects.push({ kind, namespace, name });
    // Whoever may write one monitor may write thousands that look everywhere.
    if (objects.length === MOST_MONITORS) break;
  }
  return objects.length === 0
    ? []
    : [
        reason(
          "scraped-in-plaintext",
          "warn",
          { ports: someNames([...ports].sort()), monitors: objects.length },
          objects,
        ),
      ];
}

/** The warning says no more for further ones. */
const MOST_MONITORS = 20;
/** Of one monitor and one pod; as many are named nowhere. */
const MOST_PORTS = 20;

/** Prometheus finds a pod through any service before it. */
function servicesBefore({ index, policy }: ServiceFacts): readonly Service[] {
  return [...new Set(policy.pods.flatMap((pod) => index.servicesOf(pod)))];
}

function isAskedAbout(
  { onlyPort }: ServiceFacts,
  { name }: Pod,
  port: number,
): boolean {
  return (
    onlyPort === undefined ||
    onlyPort.pods.some(
      ({ pod, targetPort }) => pod.name === name && targetPort === port,
    )
  );
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

/**
 * Ports of the pod that are held to policy, whether the monitor finds it by itself or through a service.
 * @param selected the services, or labels of pods, that the monitor selects
 */
function scrapedPorts(
  facts: ServiceFacts,
  monitor: MetricsMonitor,
  pod: Pod,
  selected: ReadonlySet<Service | Labels>,
): number[] {
  const asked = askedOf(monitor);
  const services = facts.index
    .servicesOf(pod)
    .filter((service) => selected.has(service));
  const isFound = services.length > 0 || selected.has(pod.labels);
  if (!isFound) return [];
  const named =
    monitor.kind === "PodMonitor"
      ? pod.containerPorts.filter(
          ({ name }) => asked.every || asked.containerPorts.has(name),
        )
      : pod.containerPorts.filter(({ name }) => asked.containerPorts.has(name));
  const candidates = new Set([
    ...services.flatMap((service) => servicePorts(pod, service, asked)),
    ...named.map(({ port }) => port),
  ]);
  const found: number[] = [];
  for (const port of [...candidates, ...asked.numbers]) {
    if (found.length === MOST_PORTS) break;
    const counts = isAskedAbout(facts, pod, port) && isHeldToPolicy(pod, port);
    if (counts && !found.includes(port)) found.push(port);
  }
  return found;
}

function servicePorts(pod: Pod, service: Service, asked: Asked): number[] {
  const backend = { pod, slicePorts: null };
  return service.ports
    .filter(({ name }) => asked.every || asked.servicePorts.has(name))
    .flatMap((port) => targetPortOf(backend, port) ?? []);
}

/** What the endpoints of one monitor ask for that show no certificate of the mesh. */
interface Asked {
  readonly every: boolean;
  readonly servicePorts: ReadonlySet<string>;
  /** By name. */
  readonly containerPorts: ReadonlySet<string>;
  readonly numbers: readonly number[];
}

/** Made once for each monitor: every service asks. */
const known = new WeakMap<MetricsMonitor, Asked>();

function askedOf(monitor: MetricsMonitor): Asked {
  const asked = known.get(monitor) ?? read(monitor);
  known.set(monitor, asked);
  return asked;
}

function read({ endpoints }: MetricsMonitor): Asked {
  const plain = endpoints.filter(
    ({ withMeshCertificate }) => !withMeshCertificate,
  );
  const ports = (by: MonitorEndpoint["by"]) =>
    new Set(
      plain.flatMap((endpoint) => (endpoint.by === by ? endpoint.port : [])),
    );
  const containerPorts = [...ports("container-port")];
  return {
    every: plain.some(({ by }) => by === "every-port"),
    servicePorts: new Set([...ports("service-port")].filter(isName)),
    containerPorts: new Set(containerPorts.filter(isName)),
    numbers: containerPorts.filter((port) => typeof port === "number"),
  };
}

function isName(port: string | number): port is string {
  return typeof port === "string";
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
