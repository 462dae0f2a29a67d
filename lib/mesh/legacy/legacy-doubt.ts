import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { Service } from "@/lib/mesh/objects";
import { obeysPeerAuthentication } from "@/lib/mesh/server/workload-modes";

/**
 * Whether nobody knows what a service accepts, because nobody knows whether the control plane is old enough
 * to obey legacy policies. One that does takes plaintext only where none of them speaks, so the doubt does
 * not depend on what they say; only a PeerAuthentication that applies ends it (semantics C).
 */
export function isModeDoubtful(index: MeshIndex, service: Service): boolean {
  return (
    index.meshConfig.enforcesLegacyPolicies === "unknown" &&
    index.inventory.legacyPolicies.length > 0 &&
    index.podsOf(service).some((pod) => !obeysPeerAuthentication(index, pod))
  );
}
