import {
  type LegacyPolicyIndex,
  legacyPolicyFor,
} from "@/lib/mesh/index/legacy-policy";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { legacyPolicyRef, serviceRef } from "@/lib/mesh/object-ref";
import type { LegacyPolicy, Service } from "@/lib/mesh/objects";
import { legacyPort } from "@/lib/mesh/server/legacy-server-mode";
import { distinctRefs, servicesOfNamespace } from "./affected-services";
import type { Finding } from "./finding";

/**
 * Targets that lead nowhere, or where another policy decides every port they mean (semantics C).
 * `counts` is false where the policy decides nothing at all.
 */
export function targetFindings(
  index: MeshIndex,
  legacy: LegacyPolicyIndex,
  policy: LegacyPolicy,
): { readonly findings: Finding[]; readonly counts: boolean } {
  if (policy.kind === "MeshPolicy") return { findings: [], counts: true };
  if (policy.targets.length === 0) {
    const winner = legacy.byNamespace.get(policy.namespace);
    if (winner === undefined || winner === policy) {
      return { findings: [], counts: true };
    }
    return {
      findings: [shadowed(policy, ANY_SERVICE, [winner])],
      counts: false,
    };
  }
  const findings: Finding[] = [];
  let counts = false;
  for (const name of new Set(policy.targets.map((target) => target.name))) {
    const service = index.services.get(`${policy.namespace}/${name}`);
    if (service === undefined) {
      if (isReadable(index, policy.namespace)) {
        findings.push(notFound(policy, name));
      }
      continue;
    }
    const deciders = decidersOf(legacy, policy, service);
    if (deciders.includes(policy)) counts = true;
    else if (deciders.length > 0) {
      findings.push(shadowed(policy, name, deciders, service));
    }
  }
  return { findings, counts };
}

/** What stands in the sentence where a policy means every service of its namespace. */
const ANY_SERVICE = "*";

/** A namespace that shows us nothing at all may hide the service as well. */
function isReadable(index: MeshIndex, namespace: string): boolean {
  return (
    index.podsByNamespace.has(namespace) ||
    servicesOfNamespace(index, namespace).length > 0
  );
}

/** Who decides the ports that this policy names for the service; none = it names no port that the service has. */
function decidersOf(
  legacy: LegacyPolicyIndex,
  policy: LegacyPolicy,
  service: Service,
): LegacyPolicy[] {
  const alone: LegacyPolicyIndex = {
    byService: new Map([[`${service.namespace}/${service.name}`, [policy]]]),
    byNamespace: new Map(),
    mesh: null,
  };
  const ports =
    service.ports.length === 0
      ? [legacyPort(null)]
      : service.ports.map((port) => legacyPort(port));
  return ports
    .filter((port) => legacyPolicyFor(alone, service, port) === policy)
    .flatMap((port) => legacyPolicyFor(legacy, service, port) ?? []);
}

function shadowed(
  policy: LegacyPolicy,
  service: string,
  deciders: readonly LegacyPolicy[],
  target?: Service,
): Finding {
  return {
    code: "legacy-policy-shadowed",
    severity: "warning",
    objects: [
      legacyPolicyRef(policy),
      ...distinctRefs(deciders.map(legacyPolicyRef)),
    ],
    services: target === undefined ? [] : [serviceRef(target)],
    params: { service },
  };
}

function notFound(policy: LegacyPolicy, service: string): Finding {
  return {
    code: "legacy-target-not-found",
    severity: "warning",
    objects: [legacyPolicyRef(policy)],
    services: [],
    params: { service },
  };
}
