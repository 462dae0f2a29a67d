import { compareText } from "@/lib/mesh/age-order";
import { groupBy } from "@/lib/mesh/group-by";
import { lazily } from "@/lib/mesh/lazily";
import type {
  EndpointSlice,
  Inventory,
  Pod,
  Service,
  ServicePort,
} from "@/lib/mesh/objects";
import { hasNoLabels, selectorMatches } from "@/lib/mesh/selector";

/** What stands behind one service (semantics A4). */
export interface ServiceBackends {
  /** By name, so that verdicts do not depend on the order of the lists. */
  readonly pods: readonly PodBackend[];
  /** Endpoint addresses that no pod of this cluster answers for. */
  readonly plainAddresses: number;
}

export interface PodBackend {
  readonly pod: Pod;
  /** Ports the EndpointSlice names, for services without selector; null = ask the service and the pod. */
  readonly slicePorts: ReadonlyMap<string, number> | null;
}

/** Backends of every service, by `namespace/name`. */
export function selectBackends(
  inventory: Inventory,
  podsByNamespace: ReadonlyMap<string, readonly Pod[]>,
): ReadonlyMap<string, ServiceBackends> {
  const slices = groupBy(
    inventory.endpointSlices,
    (slice) => `${slice.namespace}/${slice.serviceName}`,
  );
  const backends = new Map<string, ServiceBackends>();
  for (const [namespace, services] of groupBy(
    inventory.services,
    (service) => service.namespace,
  )) {
    const pods = (podsByNamespace.get(namespace) ?? []).filter(isAlive);
    const select = podSelection(services, pods);
    const byName = lazily(() => new Map(pods.map((pod) => [pod.name, pod])));
    for (const service of services) {
      const key = `${namespace}/${service.name}`;
      backends.set(key, backendsOfService(service, key));
    }
    function backendsOfService(service: Service, key: string): ServiceBackends {
      if (service.externalName !== null) return { pods: [], plainAddresses: 0 };
      if (!hasNoLabels(service.selector)) {
        return {
          pods: select(service).map((pod) => ({ pod, slicePorts: null })),
          plainAddresses: 0,
        };
      }
      return sliceBackends(slices.get(key) ?? [], byName);
    }
  }
  return backends;
}

/**
 * The port of the pod that a service port leads to, or null where this pod has no such port:
 * a name is looked up in each pod and may differ between them (semantics A4).
 */
export function targetPortOf(
  backend: PodBackend,
  servicePort: ServicePort,
): number | null {
  if (backend.slicePorts !== null) {
    return backend.slicePorts.get(servicePort.name) ?? null;
  }
  if (typeof servicePort.targetPort === "number") return servicePort.targetPort;
  const named = backend.pod.containerPorts.find(
    (port) => port.name === servicePort.targetPort,
  );
  return named?.port ?? null;
}

function isAlive(pod: Pod): boolean {
  return pod.phase !== "Succeeded" && pod.phase !== "Failed";
}

/** Pods by the label values that selectors of this namespace ask for; each service then filters its rarest list. */
function podSelection(
  services: readonly Service[],
  pods: readonly Pod[],
): (service: Service) => readonly Pod[] {
  const byPair = new Map<string, Map<string, Pod[]>>();
  for (const service of services) {
    for (const key in service.selector ?? {}) {
      if (!byPair.has(key)) byPair.set(key, new Map());
    }
  }
  for (const pod of [...pods].sort((a, b) => compareText(a.name, b.name))) {
    for (const [key, byValue] of byPair) {
      const value = pod.labels[key];
      if (value === undefined) continue;
      const list = byValue.get(value);
      if (list) list.push(pod);
      else byValue.set(value, [pod]);
    }
  }
  return (service) => {
    const selector = service.selector ?? {};
    let rarest: readonly Pod[] | null = null;
    for (const key in selector) {
      const list = byPair.get(key)?.get(selector[key] ?? "") ?? [];
      if (rarest === null || list.length < rarest.length) rarest = list;
    }
    return (rarest ?? []).filter((pod) =>
      selectorMatches(selector, pod.labels),
    );
  };
}

/** Services without selector live on what someone wrote into their EndpointSlices. */
function sliceBackends(
  slices: readonly EndpointSlice[],
  podsByName: () => ReadonlyMap<string, Pod>,
): ServiceBackends {
  const pods = new Map<
    string,
    PodBackend & { slicePorts: Map<string, number> }
  >();
  const plain = new Set<string>();
  for (const slice of slices) {
    for (const endpoint of slice.endpoints) {
      const pod =
        endpoint.podName === null
          ? undefined
          : podsByName().get(endpoint.podName);
      if (pod === undefined) {
        for (const address of endpoint.addresses) plain.add(address);
        continue;
      }
      const backend = pods.get(pod.name) ?? { pod, slicePorts: new Map() };
      pods.set(pod.name, backend);
      for (const { name, port } of slice.ports) {
        if (port !== null) backend.slicePorts.set(name, port);
      }
    }
  }
  return {
    pods: [...pods.values()].sort((a, b) =>
      compareText(a.pod.name, b.pod.name),
    ),
    plainAddresses: plain.size,
  };
}
