import type { InventoryReading } from "@/lib/kubernetes/inventory-source";
import {
  destinationRuleRef,
  legacyPolicyRef,
  peerAuthenticationRef,
} from "@/lib/mesh/object-ref";
import type { Inventory, ObjectMeta, ObjectRef } from "@/lib/mesh/objects";

/** One object that decides about mutual TLS, as far as its changes are told. */
export interface WatchedPolicy {
  readonly ref: ObjectRef;
  readonly uid: string;
  readonly createdAtMs: number | null;
  /** What it says of mutual TLS as a whole; null = nothing. */
  readonly says: string | null;
  /** Differs where anything differs that the law reads; labels and annotations alone do not. */
  readonly content: string;
}

export function watchedPolicies(inventory: Inventory): WatchedPolicy[] {
  return [
    ...inventory.peerAuthentications.map((policy) =>
      watched(peerAuthenticationRef(policy), policy, policy.mode),
    ),
    ...inventory.destinationRules.map((rule) =>
      watched(destinationRuleRef(rule), rule, rule.trafficPolicy?.tls ?? null),
    ),
    ...inventory.legacyPolicies.map((policy) =>
      watched(legacyPolicyRef(policy), policy, policy.mtls?.mode ?? null),
    ),
  ];
}

/** Whether everything of its kind could be read where it stands, so that a missing one is gone. */
export function judgesPolicy(
  reading: InventoryReading,
  { kind, namespace }: ObjectRef,
): boolean {
  return kind === "DestinationRule"
    ? reading.destinationRulesReadable(namespace)
    : reading.policiesReadable(namespace);
}

/** Objects are values and stay the same while nothing about them changes. */
const known = new WeakMap<ObjectMeta, WatchedPolicy>();

function watched(
  ref: ObjectRef,
  object: ObjectMeta,
  says: string | null,
): WatchedPolicy {
  const before = known.get(object);
  if (before) return before;
  const {
    resourceVersion: _resourceVersion,
    createdAt,
    labels: _labels,
    annotations: _annotations,
    ...rest
  } = object;
  const createdAtMs = Date.parse(createdAt ?? "");
  const made: WatchedPolicy = {
    ref,
    uid: object.uid,
    createdAtMs: Number.isNaN(createdAtMs) ? null : createdAtMs,
    says,
    content: JSON.stringify(rest),
  };
  known.set(object, made);
  return made;
}
