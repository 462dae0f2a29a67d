import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { peerAuthenticationRef } from "@/lib/mesh/object-ref";
import type { PeerAuthentication } from "@/lib/mesh/objects";
import { hasNoLabels } from "@/lib/mesh/selector";
import { servicesOfPods } from "./affected-services";
import type { Finding, FindingSeverity } from "./finding";
import { type PodGroup, podGroups } from "./live-pods";
import { closesMoreThan } from "./policy-coverage";

/**
 * Policies with labels in the root namespace. They are ignored for every workload, though a reader of
 * AuthorizationPolicies expects them to reach into all namespaces (semantics A1).
 */
export function rootSelectorFindings(index: MeshIndex): Finding[] {
  const ignored = index.inventory.peerAuthentications.filter(
    ({ namespace, selector }) =>
      namespace === index.meshConfig.rootNamespace && !hasNoLabels(selector),
  );
  if (ignored.length === 0) return [];
  const meant = new Map<PeerAuthentication, PodGroup[]>();
  for (const group of podGroups(index)) {
    const { labels } = group.pods[0].pod;
    for (const policy of index.peerAuthentications.ignoredRootPolicies(
      labels,
    )) {
      const known = meant.get(policy);
      if (known) known.push(group);
      else meant.set(policy, [group]);
    }
  }
  return ignored.map((policy) => {
    const groups = meant.get(policy) ?? [];
    return {
      code: "policy-selector-in-root",
      severity: severityOf(policy, groups),
      objects: [peerAuthenticationRef(policy)],
      services: servicesOfPods(
        index,
        groups.flatMap(({ pods }) => pods.map(({ pod }) => pod)),
      ),
      params: {},
    };
  });
}

function severityOf(
  policy: PeerAuthentication,
  groups: readonly PodGroup[],
): FindingSeverity {
  if (groups.some(({ serverMode }) => closesMoreThan(policy, serverMode))) {
    return "error";
  }
  return groups.length === 0 ? "info" : "warning";
}
