import {
  indexLegacyPolicies,
  type LegacyPolicyIndex,
  legacyPolicyFor,
} from "@/lib/mesh/index/legacy-policy";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { legacyPolicyRef, refKey } from "@/lib/mesh/object-ref";
import type { LegacyPolicy, ObjectRef, Service } from "@/lib/mesh/objects";
import { legacyPort } from "@/lib/mesh/server/legacy-server-mode";
import { obeysPeerAuthentication } from "@/lib/mesh/server/workload-modes";

/**
 * Legacy policies that decide about a service if the control plane is old enough, where nobody knows
 * whether it is. Not empty = the mode of the service is not known (semantics C).
 */
export function doubtfulPolicies(
  index: MeshIndex,
  service: Service,
): ObjectRef[] {
  if (index.meshConfig.enforcesLegacyPolicies !== "unknown") return [];
  const { legacyPolicies } = index.inventory;
  if (legacyPolicies.length === 0) return [];
  const open = index
    .podsOf(service)
    .some((pod) => !obeysPeerAuthentication(index, pod));
  if (!open) return [];
  const legacy = indexed(legacyPolicies);
  const ports = service.ports.length === 0 ? [null] : service.ports;
  const refs = ports.flatMap((port) => {
    const policy = legacyPolicyFor(legacy, service, legacyPort(port));
    return policy === null ? [] : [legacyPolicyRef(policy)];
  });
  return [...new Map(refs.map((ref) => [refKey(ref), ref])).values()];
}

const indexes = new WeakMap<readonly LegacyPolicy[], LegacyPolicyIndex>();

function indexed(policies: readonly LegacyPolicy[]): LegacyPolicyIndex {
  const known = indexes.get(policies) ?? indexLegacyPolicies(policies);
  indexes.set(policies, known);
  return known;
}
