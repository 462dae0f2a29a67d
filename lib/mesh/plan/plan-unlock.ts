import { indexMesh, type MeshIndex } from "@/lib/mesh/index/mesh-index";
import {
  legacyPolicyRef,
  peerAuthenticationRef,
  refKey,
} from "@/lib/mesh/object-ref";
import type { ObjectMeta, ObjectRef, Service } from "@/lib/mesh/objects";
import { changeRecord } from "@/lib/mesh/ownership";
import {
  resolveService,
  type ServiceVerdict,
} from "@/lib/mesh/server/service-mode";
import { applyChanges } from "./apply-changes";
import { winningLegacyPolicies } from "./plan-legacy";
import { planMode, winningPolicy } from "./plan-lock";
import type { PolicyChange } from "./policy-change";

/**
 * The way back from a lock. Where the lock was ours, exactly what stood there before is restored.
 * Where somebody else locked, or a parent does, the service is opened with PERMISSIVE on the object
 * that decides, never with DISABLE (semantics F).
 */
export function planUnlock(
  index: MeshIndex,
  service: Service,
  policy: ServiceVerdict,
): PolicyChange[] {
  const restored = ownLocks(deciding(index, service, policy));
  const opens = (changes: PolicyChange[]) =>
    resolveService(
      indexMesh(applyChanges(index.inventory, changes), index),
      service,
    ).mode !== "STRICT";
  return restored.length > 0 && opens(restored)
    ? restored
    : planMode(index, service, policy, "PERMISSIVE");
}

interface Deciding {
  readonly ref: ObjectRef;
  readonly object: ObjectMeta;
}

/** The objects that decide about the service alone or about its workloads. */
function deciding(
  index: MeshIndex,
  service: Service,
  policy: ServiceVerdict,
): Deciding[] {
  if (index.meshConfig.lacksPeerAuthentication) {
    return winningLegacyPolicies(index, service)
      .filter(({ kind }) => kind === "Policy")
      .map((object) => ({ ref: legacyPolicyRef(object), object }));
  }
  return policy.pods.flatMap((pod) => {
    const object = winningPolicy(index, pod);
    return object ? [{ ref: peerAuthenticationRef(object), object }] : [];
  });
}

function ownLocks(found: readonly Deciding[]): PolicyChange[] {
  const restores = new Map<string, PolicyChange>();
  for (const { ref, object } of found) {
    const record = changeRecord(object);
    if (record?.action !== "lock") continue;
    restores.set(refKey(ref), { verb: "restore", ref, record });
  }
  return [...restores.values()];
}
