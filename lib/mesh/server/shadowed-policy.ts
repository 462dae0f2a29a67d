import { peerAuthenticationRef } from "@/lib/mesh/object-ref";
import type { Labels, ObjectRef, PeerAuthentication } from "@/lib/mesh/objects";

/** A policy that looks as if it spoke for this workload but does not, wholly or in part. */
export interface ShadowedPolicy {
  readonly policy: ObjectRef;
  readonly reason: ShadowReason;
  /** Who speaks instead; null where nobody does. */
  readonly by: ObjectRef | null;
}

type ShadowReason =
  /** An older policy of the same scope is the only one that counts, even if it says UNSET. */
  | "newer-than-winner"
  /** A selector has no meaning in the root namespace. */
  | "selector-in-root-namespace"
  /** portLevelMtls counts only beside a selector; the rest of the policy still speaks. */
  | "port-list-without-selector"
  /** A policy closer to the workload says something of its own. */
  | "overridden-below";

export interface ShadowInput {
  readonly levels: {
    readonly mesh: PeerAuthentication | null;
    readonly namespace: PeerAuthentication | null;
    readonly workload: PeerAuthentication | null;
  };
  readonly newer: readonly {
    readonly winner: PeerAuthentication | null;
    readonly losers: readonly PeerAuthentication[];
  }[];
  readonly ignoredRoot: readonly PeerAuthentication[];
}

/** Every policy that was passed over for a workload, and why (semantics A2). */
export function shadowedPolicies(input: ShadowInput): ShadowedPolicy[] {
  const { mesh, namespace, workload } = input.levels;
  const shadowed: ShadowedPolicy[] = [];
  for (const { winner, losers } of input.newer) {
    for (const policy of losers) {
      shadowed.push(entry(policy, "newer-than-winner", winner));
    }
  }
  for (const policy of input.ignoredRoot) {
    shadowed.push(entry(policy, "selector-in-root-namespace", null));
  }
  for (const policy of [mesh, namespace]) {
    if (policy !== null && hasEntries(policy.portLevelMtls)) {
      shadowed.push(entry(policy, "port-list-without-selector", null));
    }
  }
  const speaking = [mesh, namespace, workload].filter(
    (policy): policy is PeerAuthentication =>
      policy !== null && policy.mode !== "UNSET",
  );
  const nearest = speaking.at(-1) ?? null;
  for (const policy of speaking) {
    if (policy !== nearest) {
      shadowed.push(entry(policy, "overridden-below", nearest));
    }
  }
  return shadowed;
}

function entry(
  policy: PeerAuthentication,
  reason: ShadowReason,
  by: PeerAuthentication | null,
): ShadowedPolicy {
  return {
    policy: peerAuthenticationRef(policy),
    reason,
    by: by === null ? null : peerAuthenticationRef(by),
  };
}

function hasEntries(
  record: Labels | PeerAuthentication["portLevelMtls"],
): boolean {
  for (const _ in record) return true;
  return false;
}
