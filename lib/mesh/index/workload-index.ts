import { compareText } from "@/lib/mesh/age-order";
import type { Inventory, Pod, Service } from "@/lib/mesh/objects";
import type { WorkloadEntry } from "@/lib/mesh/workload-entry";
import { type ListsByNamespace, listsByNamespace } from "./lists-by-namespace";
import {
  type NamespaceLists,
  type NamespaceWorkloads,
  namespaceWorkloads,
} from "./namespace-workloads";

/** Services and pods of the whole cluster, by namespace. */
export interface WorkloadIndex {
  /** By `namespace/name`, in that order. */
  readonly services: ReadonlyMap<string, Service>;
  readonly podsByNamespace: ListsByNamespace<Pod>;
  readonly slicesByNamespace: ListsByNamespace<
    Inventory["endpointSlices"][number]
  >;
  readonly servicesByNamespace: ListsByNamespace<Service>;
  readonly entriesByNamespace: ListsByNamespace<WorkloadEntry>;
  /** The same object while nothing in a namespace changes. */
  readonly workloads: ReadonlyMap<string, NamespaceWorkloads>;
}

/** @param previous the index before, and the inventory it was made of */
export function indexWorkloads(
  inventory: Inventory,
  previous: {
    readonly inventory: Inventory;
    readonly index: WorkloadIndex;
  } | null,
): WorkloadIndex {
  const before = previous?.index ?? null;
  const servicesByNamespace = listsByNamespace(
    inventory.services,
    compareNames,
    previous && {
      items: previous.inventory.services,
      lists: previous.index.servicesByNamespace,
    },
  );
  const podsByNamespace = listsByNamespace(
    inventory.pods,
    compareNames,
    previous && {
      items: previous.inventory.pods,
      lists: previous.index.podsByNamespace,
    },
  );
  const slicesByNamespace = listsByNamespace(
    inventory.endpointSlices,
    compareNames,
    previous && {
      items: previous.inventory.endpointSlices,
      lists: previous.index.slicesByNamespace,
    },
  );
  const entriesByNamespace = listsByNamespace(
    inventory.workloadEntries?.items ?? NONE,
    compareNames,
    previous && {
      items: previous.inventory.workloadEntries?.items ?? NONE,
      lists: previous.index.entriesByNamespace,
    },
  );
  const workloads = new Map<string, NamespaceWorkloads>();
  for (const namespace of new Set([
    ...servicesByNamespace.keys(),
    ...podsByNamespace.keys(),
  ])) {
    const lists: NamespaceLists = {
      services: servicesByNamespace.get(namespace) ?? NONE,
      pods: podsByNamespace.get(namespace) ?? NONE,
      slices: slicesByNamespace.get(namespace) ?? NONE,
      workloadEntries: entriesByNamespace.get(namespace) ?? NONE,
    };
    const known = before?.workloads.get(namespace) ?? null;
    workloads.set(
      namespace,
      known !== null && sameLists(known, lists)
        ? known
        : namespaceWorkloads(lists, known),
    );
  }
  return {
    servicesByNamespace,
    podsByNamespace,
    slicesByNamespace,
    entriesByNamespace,
    workloads,
    services:
      before?.servicesByNamespace === servicesByNamespace
        ? before.services
        : inOrder(servicesByNamespace),
  };
}

const NONE: readonly never[] = [];

function sameLists(a: NamespaceLists, b: NamespaceLists): boolean {
  return (
    a.services === b.services &&
    a.pods === b.pods &&
    a.slices === b.slices &&
    a.workloadEntries === b.workloadEntries
  );
}

function inOrder(
  servicesByNamespace: ListsByNamespace<Service>,
): ReadonlyMap<string, Service> {
  const services = new Map<string, Service>();
  for (const namespace of [...servicesByNamespace.keys()].sort(compareText)) {
    for (const service of servicesByNamespace.get(namespace) ?? []) {
      services.set(serviceKey(service), service);
    }
  }
  return services;
}

/** `namespace/name`; neither part can hold a slash in Kubernetes. */
export function serviceKey(service: {
  readonly namespace: string;
  readonly name: string;
}): string {
  return `${service.namespace}/${service.name}`;
}

function compareNames(a: { name: string }, b: { name: string }): number {
  return compareText(a.name, b.name);
}
