import { indexMesh, type MeshIndex } from "@/lib/mesh/index/mesh-index";
import { peerAuthenticationRef, refKey } from "@/lib/mesh/object-ref";
import type { Service } from "@/lib/mesh/objects";
import { changeRecord } from "@/lib/mesh/ownership";
import {
  resolveService,
  type ServiceVerdict,
} from "@/lib/mesh/server/service-mode";
import { planMode, winningPolicy } from "./plan-lock";
import { applyChanges, type PolicyChange } from "./policy-change";

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
