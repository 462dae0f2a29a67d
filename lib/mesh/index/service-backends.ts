import { compareText } from "@/lib/mesh/age-order";
import type {
  EndpointSlice,
  ObjectRef,
  Pod,
  Service,
  ServicePort,
} from "@/lib/mesh/objects";
import { hasNoLabels, selectorMatches } from "@/lib/mesh/selector";
import type { WorkloadEntry } from "@/lib/mesh/workload-entry";

/** What stands behind one service (semantics A4). */
export interface ServiceBackends {
  /** By name, so that verdicts do not depend on the order of the lists. */
  readonly pods: readonly PodBackend[];
  /** Endpoint addresses that no pod of this cluster answers for. */
  readonly plainAddresses: number;
  /** WorkloadEntries that its selector takes, by name: machines that are no pods; missing = none. */
  readonly workloadEntries?: readonly ObjectRef[];
}

export interface PodBackend {
  readonly pod: Pod;
  /** Ports the EndpointSlice names, for services without selector; null = ask the service and the pod. */
  readonly slicePorts: ReadonlyMap<string, number> | null;
}

export const NO_BACKENDS: ServiceBackends = { pods: [], plainAddresses: 0 };

/** Services without selector live on what someone wrote into their EndpointSlices. */
export function livesOnSlices(service: Service): boolean {
  return service.externalName === null && hasNoLabels(service.selector);
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

/**
 * Pods by the label values that selectors ask for; each service then filters its rarest list.
 * @param services all that will be asked about
 * @param pods those of their namespace, by name
 */
export function podSelection(
  services: readonly Service[],
  pods: readonly Pod[],
): (service: Service) => ServiceBackends {
  const byPair = new Map<string, Map<string, Pod[]>>();
  for (const service of services) {
    for (const [key, value] of Object.entries(service.selector ?? {})) {
      const byValue = byPair.get(key) ?? new Map<string, Pod[]>();
      byPair.set(key, byValue);
      if (!byValue.has(value)) byValue.set(value, []);
    }
  }
  for (const pod of pods) {
    for (const [key, byValue] of byPair) {
      const value = pod.labels[key];
      if (value !== undefined) byValue.get(value)?.push(pod);
    }
  }
  return (service) => {
    const selector = service.selector ?? {};
    let rarest: readonly Pod[] | null = null;
    for (const key in selector) {
      const list = byPair.get(key)?.get(selector[key] ?? "") ?? [];
      if (rarest === null || list.length < rarest.length) rarest = list;
    }
    const selected = (rarest ?? []).filter((pod) =>
      selectorMatches(selector, pod.labels),
    );
    return {
      pods: selected.map((pod) => ({ pod, slicePorts: null })),
      plainAddresses: 0,
    };
  };
}

/** The same, with the machines outside the cluster that stand there too (semantics E23). */
export function withWorkloadEntries(
  { selector }: Service,
  backends: ServiceBackends,
  entries: readonly WorkloadEntry[],
): ServiceBackends {
  const selected = entries.filter(({ labels }) =>
    selectorMatches(selector ?? {}, labels),
  );
  return selected.length === 0
    ? backends
    : {
        ...backends,
        workloadEntries: selected.map(({ namespace, name }) => ({
          kind: "WorkloadEntry",
          namespace,
          name,
        })),
      };
}

/** @param slices those of one service, by name: where two name one port, the last one speaks */
export function sliceBackends(
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
