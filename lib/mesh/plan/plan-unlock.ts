import { indexMesh, type MeshIndex } from "@/lib/mesh/index/mesh-index";
import { legacyLocks } from "@/lib/mesh/legacy/legacy-locks";
import {
  legacyPolicyRef,
  peerAuthenticationRef,
  refKey,
} from "@/lib/mesh/object-ref";
import type { ObjectRef, Service } from "@/lib/mesh/objects";
import { type ChangeRecord, changeRecord } from "@/lib/mesh/ownership";
import {
  resolveService,
  type ServiceVerdict,
} from "@/lib/mesh/server/service-mode";
import { applyChanges } from "./apply-changes";
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
  const restored = restores(ownLocks(index, service, policy));
  const opens = (changes: PolicyChange[]) =>
    resolveService(
      indexMesh(applyChanges(index.inventory, changes), index),
      service,
    ).mode !== "STRICT";
  if (restored.length > 0 && opens(restored)) return restored;
  const opened = planMode(index, service, policy, "PERMISSIVE");
  // Where PERMISSIVE cannot be said, taking our own part back is all that is left; the plan says that it is not enough.
  return opened.length > 0 ? opened : restored;
}

interface OwnLock {
  readonly ref: ObjectRef;
  readonly record: ChangeRecord;
}

/** Locks of ours on the objects that decide about the service alone or about its workloads. */
function ownLocks(
  index: MeshIndex,
  service: Service,
  policy: ServiceVerdict,
): OwnLock[] {
  if (index.meshConfig.lacksPeerAuthentication) {
    return legacyLocks(index, service).map((lock) => ({
      ref: legacyPolicyRef(lock.policy),
      record: lock.record,
    }));
  }
  return policy.pods.flatMap((pod) => {
    const object = winningPolicy(index, pod);
    const record = object && changeRecord(object);
    return object && record?.action === "lock"
      ? [{ ref: peerAuthenticationRef(object), record }]
      : [];
  });
}

function restores(locks: readonly OwnLock[]): PolicyChange[] {
  const byRef = new Map<string, PolicyChange>();
  for (const { ref, record } of locks) {
    byRef.set(refKey(ref), { verb: "restore", ref, record });
  }
  return [...byRef.values()];
}
