import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { peerAuthenticationRef } from "@/lib/mesh/object-ref";
import type { PeerAuthentication } from "@/lib/mesh/objects";
import { hasNoLabels } from "@/lib/mesh/selector";
import { servicesOfPods } from "./affected-services";
import type { Finding } from "./finding";
import { type PolicyCoverage, policyCoverage } from "./policy-coverage";

/** Workload policies that reach no pod and no machine, or none that a PeerAuthentication governs (semantics A1, A5). */
export function policyReachFindings(index: MeshIndex): Finding[] {
  const coverage = policyCoverage(index);
  const carried = carriedByOthers(index);
  return index.inventory.peerAuthentications.flatMap((policy): Finding[] => {
    const { namespace, selector } = policy;
    const isForWorkloads =
      namespace !== index.meshConfig.rootNamespace && !hasNoLabels(selector);
    if (!isForWorkloads) return [];
    const reached = coverage.get(policy);
    if (reached) return onGateway(index, policy, reached);
    // Without any pod there, the labels may well be right, and we may not be allowed to see the pods.
    const hasPods = index.podsByNamespace.has(namespace);
    const isKnown = hasPods && areMachinesKnown(index, namespace);
    return isKnown && !carried.has(policy) ? [selectsNothing(policy)] : [];
  });
}

/**
 * A policy for a CronJob reaches pods only while one runs; those that ended show that the labels are right. Machines
 * outside the cluster are governed like pods (semantics A1).
 */
function carriedByOthers({
  inventory,
  peerAuthentications,
}: MeshIndex): ReadonlySet<PeerAuthentication> {
  const finished = inventory.pods.filter(
    ({ phase }) => phase === "Succeeded" || phase === "Failed",
  );
  const machines = inventory.workloadEntries?.items ?? [];
  return new Set(
    [...finished, ...machines].flatMap(({ namespace, labels }) =>
      peerAuthentications.workloadPolicies(namespace, labels),
    ),
  );
}

function areMachinesKnown(
  { inventory: { workloadEntries } }: MeshIndex,
  namespace: string,
): boolean {
  if (workloadEntries === undefined) return false;
  const { complete, unreadIn } = workloadEntries;
  return complete || unreadIn?.includes(namespace) === false;
}

function selectsNothing(policy: PeerAuthentication): Finding {
  return {
    code: "policy-selects-nothing",
    severity: "warning",
    objects: [peerAuthenticationRef(policy)],
    services: [],
    params: {},
  };
}

function onGateway(
  index: MeshIndex,
  policy: PeerAuthentication,
  { heard, unheard }: PolicyCoverage,
): Finding[] {
  const pods = [...heard, ...unheard.map(({ group }) => group)].flatMap(
    (group) => group.pods,
  );
  if (!pods.every(({ shape }) => shape === "gateway")) return [];
  return [
    {
      code: "policy-on-gateway",
      severity: "warning",
      objects: [peerAuthenticationRef(policy)],
      services: servicesOfPods(
        index,
        pods.map(({ pod }) => pod),
      ),
      params: {},
    },
  ];
}
