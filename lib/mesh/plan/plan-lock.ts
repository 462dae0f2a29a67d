import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { freeName } from "@/lib/mesh/object-name";
import { peerAuthenticationRef, refKey } from "@/lib/mesh/object-ref";
import type { PeerAuthentication, Pod, Service } from "@/lib/mesh/objects";
import { resolveServerMode } from "@/lib/mesh/server/server-mode";
import type { ServiceVerdict } from "@/lib/mesh/server/service-mode";
import { planLegacyMode } from "./plan-legacy";
import type { PolicyChange } from "./policy-change";

/**
 * The changes that make every workload port of a service STRICT.
 *
 * The oldest workload policy of a pod wins whatever a newer one says, so where one exists it is
 * edited in place; a policy with the Service's own selector is created only for pods that none
 * governs (semantics A2, E04, F). Where PeerAuthentication is not served, Policies do it (semantics C).
 */
export function planLock(
  index: MeshIndex,
  service: Service,
  policy: ServiceVerdict,
): PolicyChange[] {
  return planMode(index, service, policy, "STRICT");
}

/** The changes that give the service's workload ports one mode by workload policies. */
export function planMode(
  index: MeshIndex,
  service: Service,
  policy: ServiceVerdict,
  mode: "STRICT" | "PERMISSIVE",
): PolicyChange[] {
  if (index.meshConfig.lacksPeerAuthentication) {
    return planLegacyMode(index, service, mode);
  }
  const reached = targetPorts(policy);
  const edits = new Map<string, PolicyChange>();
  let ungoverned = false;
  for (const pod of policy.pods) {
    const winner = winningPolicy(index, pod);
    if (winner === null) {
      ungoverned = true;
      continue;
    }
    const ref = peerAuthenticationRef(winner);
    const ports = reached ?? listedPorts(winner);
    edits.set(refKey(ref), { verb: "edit-policy", ref, mode, ports });
  }
  const created: PolicyChange[] =
    ungoverned && service.selector !== null
      ? [
          {
            verb: "create-policy",
            ref: {
              kind: "PeerAuthentication",
              namespace: service.namespace,
              name: freeName(
                `${service.name}-${mode.toLowerCase()}`,
                index.inventory.peerAuthentications,
                service.namespace,
              ),
            },
            selector: service.selector,
            mode,
          },
        ]
      : [];
  return [...edits.values(), ...created];
}

/** The workload policy that speaks for a pod: the oldest that matches (semantics A2 step 3). */
export function winningPolicy(index: MeshIndex, pod: Pod) {
  return resolveServerMode(index, pod).levels.workload;
}

/**
 * Workload ports behind the service, over all its pods; null = a service that declares no port, whose
 * clients may dial whatever the pods listen on (semantics A4).
 */
function targetPorts({ ports }: ServiceVerdict): number[] | null {
  if (ports.length === 0) return null;
  const found = ports.flatMap(({ pods }) =>
    pods.map(({ targetPort }) => targetPort),
  );
  return [...new Set(found)].sort((a, b) => a - b);
}

/** Every other port has the policy's own mode. */
function listedPorts({ portLevelMtls }: PeerAuthentication): number[] {
  return Object.keys(portLevelMtls).map(Number);
}
