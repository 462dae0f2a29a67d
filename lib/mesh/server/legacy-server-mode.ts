import {
  type LegacyPolicyIndex,
  type LegacyPort,
  resolveLegacyService,
} from "@/lib/mesh/index/legacy-policy";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { applicablePolicies } from "@/lib/mesh/index/policy-scope";
import type { MutualTlsMode } from "@/lib/mesh/mode";
import type { ObjectRef, Pod, Service, ServicePort } from "@/lib/mesh/objects";
import { portMode, resolveServerMode } from "./server-mode";

/**
 * What a pod accepts at a service port in a mesh of Istio 1.4 or 1.5 (semantics C): as soon as any
 * PeerAuthentication applies to the workload, the legacy policy is not used at all. A mesh of 1.4 has no
 * PeerAuthentications, and so falls through to its policies.
 */
export function resolveLegacyServerMode(
  index: MeshIndex,
  legacy: LegacyPolicyIndex,
  pod: Pod,
  service: Service,
  /** null = a service that declares no port. */
  servicePort: ServicePort | null,
  targetPort: number,
): { readonly mode: MutualTlsMode; readonly decidedBy: ObjectRef | null } {
  const applies = applicablePolicies(
    index.peerAuthentications,
    pod,
    index.meshConfig.rootNamespace,
  );
  if (applies.length > 0) {
    return portMode(resolveServerMode(index, pod), targetPort);
  }
  const { enforced, decidedBy } = resolveLegacyService(
    legacy,
    service,
    legacyPort(servicePort),
  );
  return { mode: enforced, decidedBy };
}

/** A service port as a legacy target names it. */
export function legacyPort(servicePort: ServicePort | null): LegacyPort {
  return {
    number: servicePort?.port ?? null,
    name: servicePort?.name || null,
  };
}
