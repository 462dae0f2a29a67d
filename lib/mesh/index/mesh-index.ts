/**
 * The inventory, arranged once so that every question about it is a look-up.
 *
 *   Inventory ─▶ indexMesh ─▶ resolveServerMode · resolveService · resolveClientTls
 *
 * Building it costs about one pass over each list: pods are found by one label value of a selector,
 * never by trying every service against every pod.
 */
import { compareText } from "@/lib/mesh/age-order";
import { groupBy } from "@/lib/mesh/group-by";
import type {
  Inventory,
  MeshConfig,
  Namespace,
  Pod,
  Service,
} from "@/lib/mesh/objects";
import {
  type DestinationRuleIndex,
  indexDestinationRules,
} from "./destination-rule";
import { indexLegacyPolicies, type LegacyPolicyIndex } from "./legacy-policy";
import {
  indexPeerAuthentications,
  type PeerAuthenticationIndex,
} from "./policy-scope";
import { type ServiceBackends, selectBackends } from "./service-backends";

export interface MeshIndex {
  readonly inventory: Inventory;
  readonly meshConfig: MeshConfig;
  readonly namespaces: ReadonlyMap<string, Namespace>;
  /** By `namespace/name`. */
  readonly services: ReadonlyMap<string, Service>;
  /** Every pod, finished ones too. */
  readonly podsByNamespace: ReadonlyMap<string, readonly Pod[]>;
  readonly peerAuthentications: PeerAuthenticationIndex;
  readonly destinationRules: DestinationRuleIndex;
  /** null where the control plane ignores legacy policies, which is everywhere since Istio 1.6. */
  readonly legacyPolicies: LegacyPolicyIndex | null;
  /** What stands behind a service: pods, and addresses that are no pods. */
  backendsOf(service: Service): ServiceBackends;
  /** Pods behind a service, ready or not; finished pods (Succeeded, Failed) are left out. */
  podsOf(service: Service): readonly Pod[];
  /** Services whose traffic may reach this pod, by namespace and name. */
  servicesOf(pod: Pod): readonly Service[];
}

export function indexMesh(inventory: Inventory): MeshIndex {
  const { meshConfig } = inventory;
  const podsByNamespace = groupBy(inventory.pods, (pod) => pod.namespace);
  const backends = selectBackends(inventory, podsByNamespace);
  const services = new Map<string, Service>();
  const podsByService = new Map<string, readonly Pod[]>();
  const servicesByPod = new Map<string, Service[]>();
  const ordered = [...inventory.services].sort(
    (a, b) =>
      compareText(a.namespace, b.namespace) || compareText(a.name, b.name),
  );
  for (const service of ordered) {
    const key = serviceKey(service.namespace, service.name);
    services.set(key, service);
    const pods = backends.get(key)?.pods.map(({ pod }) => pod) ?? [];
    podsByService.set(key, pods);
    for (const pod of pods) {
      const podKey = serviceKey(pod.namespace, pod.name);
      const known = servicesByPod.get(podKey);
      if (known) known.push(service);
      else servicesByPod.set(podKey, [service]);
    }
  }
  const backendsOf = (service: Service): ServiceBackends =>
    backends.get(serviceKey(service.namespace, service.name)) ?? NO_BACKENDS;
  return {
    inventory,
    meshConfig,
    namespaces: new Map(inventory.namespaces.map((n) => [n.name, n])),
    services,
    podsByNamespace,
    peerAuthentications: indexPeerAuthentications(
      inventory.peerAuthentications,
      meshConfig.rootNamespace,
    ),
    destinationRules: indexDestinationRules(
      inventory.destinationRules,
      meshConfig,
    ),
    legacyPolicies: meshConfig.enforcesLegacyPolicies
      ? indexLegacyPolicies(inventory.legacyPolicies)
      : null,
    backendsOf,
    podsOf: (service) =>
      podsByService.get(serviceKey(service.namespace, service.name)) ?? [],
    servicesOf: (pod) =>
      servicesByPod.get(serviceKey(pod.namespace, pod.name)) ?? [],
  };
}

/** `namespace/name`; neither part can hold a slash in Kubernetes. */
function serviceKey(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

const NO_BACKENDS: ServiceBackends = { pods: [], plainAddresses: 0 };
