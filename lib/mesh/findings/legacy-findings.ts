import {
  type LegacyPolicyIndex,
  legacyPolicyMode,
} from "@/lib/mesh/index/legacy-policy";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { legacyPolicyRef } from "@/lib/mesh/object-ref";
import type { LegacyPolicy, ObjectRef } from "@/lib/mesh/objects";
import { allServices, servicesOfNamespace } from "./affected-services";
import type { Finding } from "./finding";
import { targetFindings } from "./legacy-target-findings";
import { overridingPolicies } from "./overriding-policies";

/** What is left of Policy and MeshPolicy (semantics C). */
export function legacyFindings(index: MeshIndex): Finding[] {
  const { legacyPolicies, inventory, meshConfig } = index;
  if (legacyPolicies !== null) {
    return inventory.legacyPolicies.flatMap((policy) =>
      obeyedFindings(index, legacyPolicies, policy),
    );
  }
  // Where it is not known who reads them, it cannot be said that nobody does.
  return meshConfig.enforcesLegacyPolicies === "unknown"
    ? []
    : inventory.legacyPolicies.map((policy) => ({
        code: "legacy-policy-ignored",
        severity: "warning",
        objects: [legacyPolicyRef(policy)],
        services: coveredServices(index, policy),
        params: {},
      }));
}

/** One that is not used at all is told so, and nothing more. */
function obeyedFindings(
  index: MeshIndex,
  legacy: LegacyPolicyIndex,
  policy: LegacyPolicy,
): Finding[] {
  const ref = legacyPolicyRef(policy);
  const services = coveredServices(index, policy);
  if (policy.kind === "MeshPolicy" && policy !== legacy.mesh) {
    return [
      {
        code: "legacy-mesh-policy-name",
        severity: "warning",
        objects: [ref],
        services,
        params: {},
      },
    ];
  }
  const overriding = overridingPolicies(index, policy);
  if (overriding.length > 0) {
    return [
      {
        code: "legacy-policy-overridden",
        severity: "warning",
        objects: [ref, ...overriding],
        services,
        params: {},
      },
    ];
  }
  const { findings, counts } = targetFindings(index, legacy, policy);
  return counts ? [...findings, ...lenience(policy, ref, services)] : findings;
}

function lenience(
  policy: LegacyPolicy,
  ref: ObjectRef,
  services: readonly ObjectRef[],
): Finding[] {
  const { intended, enforced } = legacyPolicyMode(policy);
  if (intended === enforced) return [];
  return [
    {
      code: "legacy-lenient-not-enforced",
      severity: "warning",
      objects: [ref],
      services,
      params: {},
    },
  ];
}

/** Services a policy means, whether or not it decides for them. */
function coveredServices(
  index: MeshIndex,
  policy: LegacyPolicy,
): readonly ObjectRef[] {
  if (policy.kind === "MeshPolicy") return allServices(index);
  const services = servicesOfNamespace(index, policy.namespace);
  if (policy.targets.length === 0) return services;
  const names = new Set(policy.targets.map(({ name }) => name));
  return services.filter(({ name }) => names.has(name));
}
