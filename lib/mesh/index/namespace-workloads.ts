/**
 * Services and pods of one namespace, and which stand behind which. Neither reaches into another
 * namespace (semantics A4), so a change is felt in its own alone.
 */
import { groupBy } from "@/lib/mesh/group-by";
import { lazily } from "@/lib/mesh/lazily";
import type { EndpointSlice, Pod, Service } from "@/lib/mesh/objects";
import { SelectorIndex } from "@/lib/mesh/selector";
import type { WorkloadEntry } from "@/lib/mesh/workload-entry";
import { listChange } from "./list-change";
import {
  livesOnSlices,
  NO_BACKENDS,
  podSelection,
  type ServiceBackends,
  sliceBackends,
  withWorkloadEntries,
} from "./service-backends";

/** The lists of one namespace, each by name. */
export interface NamespaceLists {
  readonly services: readonly Service[];
  /** Finished ones too. */
  readonly pods: readonly Pod[];
  readonly slices: readonly EndpointSlice[];
  readonly workloadEntries: readonly WorkloadEntry[];
}

export interface NamespaceWorkloads extends NamespaceLists {
  /** By service name. An entry that no change reached stays the same object. */
  readonly entries: ReadonlyMap<string, ServiceWithBackends>;
  /** Services that a pod stands behind, by the pod's name; both by name. */
  servicesByPod(): ReadonlyMap<string, readonly Service[]>;
}

export interface ServiceWithBackends {
  readonly service: Service;
  readonly backends: ServiceBackends;
  readonly pods: readonly Pod[];
}

/** @param previous the namespace as it was; null = new */
export function namespaceWorkloads(
  lists: NamespaceLists,
  previous: NamespaceWorkloads | null,
): NamespaceWorkloads {
  const kept =
    previous === null
      ? new Map<Service, ServiceWithBackends>()
      : untouched(lists, previous);
  const entries = new Map<string, ServiceWithBackends>();
  const backendsOf = backendFinder({
    ...lists,
    services: lists.services.filter((service) => !kept.has(service)),
  });
  for (const service of lists.services) {
    const entry = kept.get(service) ?? newEntry(service, backendsOf(service));
    entries.set(service.name, entry);
  }
  return { ...lists, entries, servicesByPod: lazyServicesByPod(entries) };
}

function newEntry(
  service: Service,
  backends: ServiceBackends,
): ServiceWithBackends {
  return { service, backends, pods: backends.pods.map(({ pod }) => pod) };
}

/**
 * Entries that stay: the service is the same, and no pod or WorkloadEntry that came or went was or is behind it, nor
 * did an EndpointSlice it lives on change.
 */
function untouched(
  lists: NamespaceLists,
  previous: NamespaceWorkloads,
): ReadonlyMap<Service, ServiceWithBackends> {
  const pods = listChange(previous.pods, lists.pods);
  const moved = [...pods.gone, ...pods.come];
  const slices = listChange(previous.slices, lists.slices);
  const movedNames = new Set(moved.map(({ name }) => name));
  const names = (slice: EndpointSlice) =>
    slice.endpoints.some(
      ({ podName }) => podName !== null && movedNames.has(podName),
    );
  const rewritten = lazily(
    () =>
      new Set(
        [...slices.gone, ...slices.come, ...lists.slices.filter(names)].map(
          ({ serviceName }) => serviceName,
        ),
      ),
  );
  const selecting = selectorsOf(previous.services);
  const machines = listChange(previous.workloadEntries, lists.workloadEntries);
  const reselected = new Set(
    [...moved, ...machines.gone, ...machines.come].flatMap(({ labels }) =>
      selecting.matching(labels),
    ),
  );
  const kept = new Map<Service, ServiceWithBackends>();
  for (const entry of previous.entries.values()) {
    const { service } = entry;
    const touched = livesOnSlices(service)
      ? rewritten().has(service.name)
      : reselected.has(service);
    if (!touched) kept.set(service, entry);
  }
  return kept;
}

/** Pods change far more often than services. */
const selectorIndexes = new WeakMap<
  readonly Service[],
  SelectorIndex<Service>
>();

function selectorsOf(services: readonly Service[]): SelectorIndex<Service> {
  const known =
    selectorIndexes.get(services) ??
    new SelectorIndex(services, ({ selector }) => selector ?? {});
  selectorIndexes.set(services, known);
  return known;
}

/** Look-ups are made only when a service asks for them: after a small change few do. */
function backendFinder({
  services,
  pods,
  slices,
  workloadEntries,
}: NamespaceLists): (service: Service) => ServiceBackends {
  const alive = lazily(() => pods.filter(isAlive));
  const select = lazily(() => podSelection(services, alive()));
  const byName = lazily(() => new Map(alive().map((pod) => [pod.name, pod])));
  const slicesOf = lazily(() =>
    groupBy(slices, ({ serviceName }) => serviceName),
  );
  return (service) => {
    if (service.externalName !== null) return NO_BACKENDS;
    return livesOnSlices(service)
      ? sliceBackends(slicesOf().get(service.name) ?? [], byName)
      : withWorkloadEntries(service, select()(service), workloadEntries);
  };
}

function isAlive(pod: Pod): boolean {
  return pod.phase !== "Succeeded" && pod.phase !== "Failed";
}

function lazyServicesByPod(
  entries: ReadonlyMap<string, ServiceWithBackends>,
): () => ReadonlyMap<string, readonly Service[]> {
  return lazily(() => {
    const byPod = new Map<string, Service[]>();
    for (const { service, pods } of entries.values()) {
      for (const { name } of pods) {
        const known = byPod.get(name);
        if (known) known.push(service);
        else byPod.set(name, [service]);
      }
    }
    return byPod;
  });
}
