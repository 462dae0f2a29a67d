import { indexMesh, type MeshIndex } from "./mesh-index";
import { peerAuthenticationRef, refKey } from "./object-ref";
import type { Service } from "./objects";
import { changeRecord } from "./ownership";
import { planMode, winningPolicy } from "./plan-lock";
import { applyChanges, type PolicyChange } from "./policy-change";
import { resolveService, type ServiceVerdict } from "./service-mode";

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
  const restored = ownLocks(index, policy);
  const opens = (changes: PolicyChange[]) =>
    resolveService(indexMesh(applyChanges(index.inventory, changes)), service)
      .mode !== "STRICT";
  return restored.length > 0 && opens(restored)
    ? restored
    : planMode(index, service, policy, "PERMISSIVE");
}

function ownLocks(index: MeshIndex, policy: ServiceVerdict): PolicyChange[] {
  const restores = new Map<string, PolicyChange>();
  for (const pod of policy.pods) {
    const winner = winningPolicy(index, pod);
    const record = winner && changeRecord(winner);
    if (!winner || record?.action !== "lock") continue;
    const ref = peerAuthenticationRef(winner);
    restores.set(refKey(ref), { verb: "restore", ref, record });
  }
  return [...restores.values()];
}
