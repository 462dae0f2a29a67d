import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { applicablePolicies } from "@/lib/mesh/index/policy-scope";
import { peerAuthenticationRef } from "@/lib/mesh/object-ref";
import type {
  LegacyPolicy,
  ObjectRef,
  PeerAuthentication,
} from "@/lib/mesh/objects";
import { distinctRefs } from "./affected-services";

/**
 * PeerAuthentications that take every workload of a legacy policy out of its hands; empty = it still
 * decides for some. In Istio 1.5 one that applies is enough for the legacy policy not to be used
 * (semantics C).
 */
export function overridingPolicies(
  index: MeshIndex,
  policy: LegacyPolicy,
): readonly ObjectRef[] {
  const { mesh, namespaces } = index.peerAuthentications;
  const wide = [
    policy.kind === "Policy" ? namespaces.get(policy.namespace)?.winner : null,
    mesh.winner,
  ].flatMap((winner) => winner ?? []);
  if (wide.length > 0) return wide.map(peerAuthenticationRef);
  return policy.targets.length === 0
    ? []
    : distinctRefs(perWorkload(index, policy).map(peerAuthenticationRef));
}

/** The policies of all pods behind the targets; none where one pod has none. */
function perWorkload(
  index: MeshIndex,
  policy: LegacyPolicy,
): PeerAuthentication[] {
  const found = new Set<PeerAuthentication>();
  for (const { name } of policy.targets) {
    const service = index.services.get(`${policy.namespace}/${name}`);
    if (service === undefined) continue;
    const pods = index.podsOf(service);
    if (pods.length === 0) return [];
    for (const pod of pods) {
      const [applies] = applicablePolicies(
        index.peerAuthentications,
        pod,
        index.meshConfig.rootNamespace,
      );
      if (applies === undefined) return [];
      found.add(applies);
    }
  }
  return [...found];
}
