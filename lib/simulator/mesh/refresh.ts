import type { ObjectStore, StoreChange } from "@/lib/simulator/store";
import {
  byWorkload,
  policiesIn,
  present,
  readMesh,
  rulesIn,
  runningPods,
} from "./read";
import { readService } from "./read-service";
import { type MeshView, workloadKey } from "./view";

/** Whose calls may be other calls now: those from or to these namespaces, or all. */
export type Reach = "all" | ReadonlySet<string>;

export interface Refreshed {
  readonly mesh: MeshView;
  readonly reach: Reach;
}

/**
 * The mesh after some changes. What only namespaces of the company can feel is read for these alone:
 * pods, services, policies and rules outside the control plane's namespace, and no waypoint.
 */
export function refreshMesh(
  store: ObjectStore,
  before: MeshView,
  changes: readonly StoreChange[],
): Refreshed {
  const reach = reachOf(before, changes);
  if (reach === "all") {
    return { mesh: readMesh(store), reach };
  }
  const kinds = new Set(changes.map(({ object }) => object.kind));
  let mesh = before;
  if (kinds.has("Pod")) {
    mesh = { ...mesh, ...podsOf(store, mesh, reach) };
  }
  if (kinds.has("Service")) {
    mesh = { ...mesh, ...servicesOf(store, mesh, reach) };
  }
  if (kinds.has("PeerAuthentication")) {
    const policies = new Map(mesh.policies);
    for (const namespace of reach) {
      const own = policiesIn(store.list("PeerAuthentication", namespace));
      setOrDelete(policies, namespace, own);
    }
    mesh = { ...mesh, policies };
  }
  if (kinds.has("DestinationRule")) {
    const rules = new Map(mesh.rules);
    for (const namespace of reach) {
      const own = rulesIn(store.list("DestinationRule", namespace));
      setOrDelete(rules, namespace, own);
    }
    mesh = { ...mesh, rules };
  }
  return { mesh, reach };
}

const localKinds: ReadonlySet<string> = new Set([
  "Pod",
  "Service",
  "PeerAuthentication",
  "DestinationRule",
]);

function reachOf(
  { rootNamespace, legacy }: MeshView,
  changes: readonly StoreChange[],
): Reach {
  const namespaces = new Set<string>();
  for (const { object, previous } of changes) {
    const { namespace } = object.metadata;
    const isLocal =
      legacy === null &&
      localKinds.has(object.kind) &&
      namespace !== undefined &&
      namespace !== rootNamespace &&
      namespace !== "istio-system" &&
      !isWaypoint(object) &&
      !(previous !== null && isWaypoint(previous));
    if (!isLocal) {
      return "all";
    }
    namespaces.add(namespace);
  }
  return namespaces;
}

function isWaypoint({ metadata }: StoreChange["object"]): boolean {
  return metadata.labels?.["gateway.istio.io/managed"] !== undefined;
}

function podsOf(
  store: ObjectStore,
  before: MeshView,
  namespaces: ReadonlySet<string>,
): Pick<MeshView, "pods" | "podsByNamespace" | "podsByWorkload"> {
  const podsByNamespace = new Map(before.podsByNamespace);
  const podsByWorkload = new Map(before.podsByWorkload);
  for (const namespace of namespaces) {
    for (const { workload } of podsByNamespace.get(namespace) ?? []) {
      podsByWorkload.delete(workloadKey(namespace, workload));
    }
    const pods = runningPods(store.list("Pod", namespace));
    setOrDelete(podsByNamespace, namespace, pods);
    for (const [key, ofWorkload] of byWorkload(pods)) {
      podsByWorkload.set(key, ofWorkload);
    }
  }
  const pods = [...podsByNamespace.values()].flat();
  return { pods, podsByNamespace, podsByWorkload };
}

function servicesOf(
  store: ObjectStore,
  before: MeshView,
  namespaces: ReadonlySet<string>,
): Pick<MeshView, "services" | "servicesByNamespace"> {
  const servicesByNamespace = new Map(before.servicesByNamespace);
  const services = new Map(before.services);
  for (const namespace of namespaces) {
    for (const { name } of servicesByNamespace.get(namespace) ?? []) {
      services.delete(`${namespace}/${name}`);
    }
    const own = present(store.list("Service", namespace).map(readService));
    setOrDelete(servicesByNamespace, namespace, own);
    for (const service of own) {
      services.set(`${namespace}/${service.name}`, service);
    }
  }
  return { services, servicesByNamespace };
}

function setOrDelete<T>(
  map: Map<string, readonly T[]>,
  key: string,
  items: readonly T[],
): void {
  if (items.length === 0) {
    map.delete(key);
  } else {
    map.set(key, items);
  }
}
