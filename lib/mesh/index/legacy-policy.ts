/**
 * Authentication policies of Istio 1.5 and older (semantics C). They target Services and service ports,
 * never replace only a part, and mean plaintext where nothing is said.
 */
import { oldestFirst } from "@/lib/mesh/age-order";
import { groupBy } from "@/lib/mesh/group-by";
import type { MutualTlsMode } from "@/lib/mesh/mode";
import { legacyPolicyRef } from "@/lib/mesh/object-ref";
import type { LegacyPolicy, ObjectRef } from "@/lib/mesh/objects";

/** A service port, by number or by name, as a legacy target may name it. */
export interface LegacyPort {
  readonly number: number | null;
  readonly name: string | null;
}

export interface LegacyVerdict {
  /** What the policy was documented to mean. */
  readonly intended: MutualTlsMode;
  /** What the 1.4 listener really did: it looked at `mode` alone. */
  readonly enforced: MutualTlsMode;
  /** null = no policy applies, which means plaintext only. */
  readonly decidedBy: ObjectRef | null;
}

export interface LegacyPolicyIndex {
  /** Policies with targets, by `namespace/service`, oldest first. */
  readonly byService: ReadonlyMap<string, readonly LegacyPolicy[]>;
  /** The one policy without targets of each namespace. */
  readonly byNamespace: ReadonlyMap<string, LegacyPolicy>;
  readonly mesh: LegacyPolicy | null;
}

/** Only the MeshPolicy named `default` counts; of several namespace policies the oldest. */
export function indexLegacyPolicies(
  policies: readonly LegacyPolicy[],
): LegacyPolicyIndex {
  const ordered = oldestFirst(policies);
  const namespaced = ordered.filter((policy) => policy.kind === "Policy");
  const targeted = namespaced.flatMap((policy) =>
    policy.targets.map((target) => ({
      key: `${policy.namespace}/${target.name}`,
      policy,
    })),
  );
  const byService = new Map<string, readonly LegacyPolicy[]>();
  for (const [key, list] of groupBy(targeted, (entry) => entry.key)) {
    byService.set(key, [...new Set(list.map(({ policy }) => policy))]);
  }
  const byNamespace = new Map<string, LegacyPolicy>();
  for (const policy of namespaced) {
    if (policy.targets.length > 0 || byNamespace.has(policy.namespace))
      continue;
    byNamespace.set(policy.namespace, policy);
  }
  return {
    byService,
    byNamespace,
    mesh:
      ordered.find(
        (policy) => policy.kind === "MeshPolicy" && policy.name === "default",
      ) ?? null,
  };
}

/**
 * The policy that governs a service port: one that names the port, then one that names the service
 * without ports, then the namespace's, then the mesh's. A policy that names other ports of the service
 * is passed over entirely. Source: istio 1.4 pilot/pkg/model, AuthenticationPolicyForWorkload.
 */
export function legacyPolicyFor(
  index: LegacyPolicyIndex,
  service: { readonly namespace: string; readonly name: string },
  port: LegacyPort,
): LegacyPolicy | null {
  const targeted =
    index.byService.get(`${service.namespace}/${service.name}`) ?? [];
  const targetsOf = (policy: LegacyPolicy) =>
    policy.targets.filter((target) => target.name === service.name);
  return (
    targeted.find((policy) =>
      targetsOf(policy).some(({ ports }) => namesPort(ports, port)),
    ) ??
    targeted.find((policy) =>
      targetsOf(policy).some(({ ports }) => ports.length === 0),
    ) ??
    index.byNamespace.get(service.namespace) ??
    index.mesh
  );
}

/** Mode of a service port under the legacy API; no policy at all means DISABLE, unlike today. */
export function resolveLegacyService(
  index: LegacyPolicyIndex,
  service: { readonly namespace: string; readonly name: string },
  port: LegacyPort,
): LegacyVerdict {
  const policy = legacyPolicyFor(index, service, port);
  return {
    ...legacyPolicyMode(policy),
    decidedBy: policy === null ? null : legacyPolicyRef(policy),
  };
}

/**
 * Mode that clients of Istio 1.5 assume for a service port while both APIs are in use: PeerAuthentications of
 * the namespace or mesh first, then the legacy policy, and PERMISSIVE where there is neither. Workload
 * PeerAuthentications are not looked at. Source: istio 1.5 pilot/pkg/model, BestEffortInferServiceMTLSMode.
 */
export function inferLegacyServiceMode(
  index: LegacyPolicyIndex,
  /** See `namespaceLevelMode`. */
  namespaceMode: MutualTlsMode | "UNKNOWN",
  service: { readonly namespace: string; readonly name: string },
  port: LegacyPort,
): MutualTlsMode {
  if (namespaceMode !== "UNKNOWN") return namespaceMode;
  const policy = legacyPolicyFor(index, service, port);
  return policy === null ? "PERMISSIVE" : legacyPolicyMode(policy).enforced;
}

/** What one policy says: its first mtls peer decides, and no such peer means DISABLE. */
export function legacyPolicyMode(
  policy: LegacyPolicy | null,
): Omit<LegacyVerdict, "decidedBy"> {
  if (policy === null || policy.mtls === null) {
    return { intended: "DISABLE", enforced: "DISABLE" };
  }
  const enforced = policy.mtls.mode;
  const lenient = policy.mtls.allowTls || policy.peerIsOptional;
  return { intended: lenient ? "PERMISSIVE" : enforced, enforced };
}

function namesPort(
  ports: readonly (number | string)[],
  port: LegacyPort,
): boolean {
  return ports.some((named) =>
    typeof named === "number" ? named === port.number : named === port.name,
  );
}
