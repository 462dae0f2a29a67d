import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { peerAuthenticationRef } from "@/lib/mesh/object-ref";
import type { PeerAuthentication } from "@/lib/mesh/objects";
import { hasNoLabels } from "@/lib/mesh/selector";
import { servicesOfPods } from "./affected-services";
import type { Finding } from "./finding";
import { type PolicyCoverage, policyCoverage } from "./policy-coverage";

/** Workload policies that reach no pod, or none that a PeerAuthentication governs (semantics A1, A5). */
export function policyReachFindings(index: MeshIndex): Finding[] {
  const coverage = policyCoverage(index);
  const carried = carriedByFinishedPods(index);
  return index.inventory.peerAuthentications.flatMap((policy): Finding[] => {
    const { namespace, selector } = policy;
    const isForWorkloads =
      namespace !== index.meshConfig.rootNamespace && !hasNoLabels(selector);
    if (!isForWorkloads) return [];
    const reached = coverage.get(policy);
    if (reached) return onGateway(index, policy, reached);
    // Without any pod there, the labels may well be right, and we may not be allowed to see the pods.
    const hasPods = index.podsByNamespace.has(namespace);
    return hasPods && !carried.has(policy) ? [selectsNothing(policy)] : [];
  });
}

/** A policy for a CronJob reaches pods only while one runs; those that ended show that the labels are right. */
function carriedByFinishedPods(
  index: MeshIndex,
): ReadonlySet<PeerAuthentication> {
  const finished = index.inventory.pods.filter(
    ({ phase }) => phase === "Succeeded" || phase === "Failed",
  );
  return new Set(
    finished.flatMap(({ namespace, labels }) =>
      index.peerAuthentications.workloadPolicies(namespace, labels),
    ),
  );
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
