/**
 * The inventory, arranged once so that every question about it is a look-up.
 *
 *   Inventory ─▶ indexMesh ─▶ resolveServerMode · resolveService · resolveClientTls
 *                   ▲
 *             the index before: whatever did not change is taken from it, as the same objects
 *
 * Everything is kept by namespace, because almost nothing reaches from one into another. Building it
 * costs about one pass over each list; building it again costs what changed, and a look at each list.
 */
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
import { NO_BACKENDS, type ServiceBackends } from "./service-backends";
import { indexWorkloads, type WorkloadIndex } from "./workload-index";

export interface MeshIndex {
  readonly inventory: Inventory;
  readonly meshConfig: MeshConfig;
  readonly namespaces: ReadonlyMap<string, Namespace>;
  /** By `namespace/name`, in that order. */
  readonly services: ReadonlyMap<string, Service>;
  /** Every pod, finished ones too; by name within a namespace. */
  readonly podsByNamespace: ReadonlyMap<string, readonly Pod[]>;
  readonly workloadIndex: WorkloadIndex;
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

/** @param previous any earlier index; it is read and never changed, and the answers do not depend on it */
export function indexMesh(
  inventory: Inventory,
  previous: MeshIndex | null = null,
): MeshIndex {
  const { meshConfig } = inventory;
  const before =
    previous !== null && sameMeshConfig(previous.meshConfig, meshConfig)
      ? previous
      : null;
  return assemble(inventory, {
    workloadIndex: indexWorkloads(
      inventory,
      previous && {
        inventory: previous.inventory,
        index: previous.workloadIndex,
      },
    ),
    peerAuthentications: indexPeerAuthentications(
      inventory.peerAuthentications,
      meshConfig.rootNamespace,
      before && {
        items: before.inventory.peerAuthentications,
        index: before.peerAuthentications,
      },
    ),
    destinationRules: indexDestinationRules(
      inventory.destinationRules,
      meshConfig,
      before && {
        items: before.inventory.destinationRules,
        index: before.destinationRules,
      },
    ),
    legacyPolicies: legacyIndex(inventory, before),
  });
}

/** By value: the configuration is read anew with every inventory. */
export function sameMeshConfig(a: MeshConfig, b: MeshConfig): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** The look-ups live here, apart from `indexMesh`: what they hold on to must not include the index before. */
function assemble(
  inventory: Inventory,
  parts: Pick<
    MeshIndex,
    | "workloadIndex"
    | "peerAuthentications"
    | "destinationRules"
    | "legacyPolicies"
  >,
): MeshIndex {
  const { meshConfig } = inventory;
  const { workloads, services, podsByNamespace } = parts.workloadIndex;
  const entryOf = ({ namespace, name }: Service) =>
    workloads.get(namespace)?.entries.get(name);
  return {
    ...parts,
    inventory,
    meshConfig,
    namespaces: new Map(inventory.namespaces.map((n) => [n.name, n])),
    services,
    podsByNamespace,
    backendsOf: (service) => entryOf(service)?.backends ?? NO_BACKENDS,
    podsOf: (service) => entryOf(service)?.pods ?? [],
    servicesOf: ({ namespace, name }) =>
      workloads.get(namespace)?.servicesByPod().get(name) ?? [],
  };
}

function legacyIndex(
  { meshConfig, legacyPolicies }: Inventory,
  before: MeshIndex | null,
): LegacyPolicyIndex | null {
  if (meshConfig.enforcesLegacyPolicies !== true) return null;
  return before?.inventory.legacyPolicies === legacyPolicies
    ? before.legacyPolicies
    : indexLegacyPolicies(legacyPolicies);
}
