import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { peerAuthenticationRef } from "@/lib/mesh/object-ref";
import type { PeerAuthentication } from "@/lib/mesh/objects";
import { hasNoLabels } from "@/lib/mesh/selector";
import { servicesOfPods } from "./affected-services";
import type { Finding } from "./finding";
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
    const open = leavesOpen(policy, groups);
    return {
      code: "policy-selector-in-root",
      severity: open ? "error" : groups.length === 0 ? "info" : "warning",
      objects: [peerAuthenticationRef(policy)],
      services: servicesOfPods(
        index,
        groups.flatMap(({ pods }) => pods.map(({ pod }) => pod)),
      ),
      params: { open },
    };
  });
}

/** A PeerAuthentication does not govern what a gateway listens on, so it would close nothing there. */
function leavesOpen(
  policy: PeerAuthentication,
  groups: readonly PodGroup[],
): boolean {
  return groups.some(
    ({ serverMode, pods }) =>
      pods.some(({ shape }) => shape !== "gateway") &&
      closesMoreThan(policy, serverMode),
  );
}
