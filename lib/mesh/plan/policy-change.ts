/**
 * A change to policy as data: planned here, simulated here, and carried out by `lib/enforcement`.
 */

import type { LegacyTarget } from "@/lib/mesh/legacy/legacy-lock";
import { isSame } from "@/lib/mesh/object-ref";
import type {
  Inventory,
  Labels,
  ObjectMeta,
  ObjectRef,
} from "@/lib/mesh/objects";
import type { ChangeRecord } from "@/lib/mesh/ownership";
import { LEGACY_POLICY } from "./legacy-change";
import { legacyPolicySpec, withLegacyMode } from "./legacy-policy-spec";
import {
  mutualTlsRuleSpec,
  type PlannedMode,
  type Spec,
  withClientMode,
  withServerMode,
  workloadPolicySpec,
} from "./policy-spec";

export type PolicyChange =
  | {
      readonly verb: "create-policy";
      readonly ref: ObjectRef;
      readonly selector: Labels;
      readonly mode: PlannedMode;
    }
  /** Where PeerAuthentication is not served (semantics C). */
  | {
      readonly verb: "create-legacy-policy";
      readonly ref: ObjectRef;
      readonly targets: readonly LegacyTarget[];
      readonly mode: PlannedMode;
    }
  | {
      readonly verb: "edit-policy";
      readonly ref: ObjectRef;
      readonly mode: PlannedMode;
      /** Workload ports whose own entries are set as well. */
      readonly ports: readonly number[];
    }
  | {
      readonly verb: "create-rule";
      readonly ref: ObjectRef;
      readonly host: string;
    }
  | { readonly verb: "edit-rule"; readonly ref: ObjectRef }
  /** Back to what the object's change record holds: its previous spec, or no object. */
  | {
      readonly verb: "restore";
      readonly ref: ObjectRef;
      readonly record: ChangeRecord;
    };

/** The object a change is about, as the inventory has it; undefined where it is to be created. */
export function changedObject(
  { peerAuthentications, destinationRules, legacyPolicies }: Inventory,
  ref: ObjectRef,
): ObjectMeta | undefined {
  const list: readonly ObjectMeta[] =
    ref.kind === "PeerAuthentication"
      ? peerAuthentications
      : ref.kind === LEGACY_POLICY
        ? legacyPolicies
        : destinationRules;
  return list.find((object) => isSame(object, ref));
}

/** The spec that a change leaves behind; null = the object is deleted. */
export function specAfter(change: PolicyChange, before: Spec): Spec | null {
  switch (change.verb) {
    case "create-policy":
      return workloadPolicySpec(change.selector, change.mode);
    case "create-legacy-policy":
      return legacyPolicySpec(change.targets, change.mode);
    case "edit-policy":
      return change.ref.kind === LEGACY_POLICY
        ? withLegacyMode(before, change.mode)
        : withServerMode(before, change.mode, change.ports);
    case "create-rule":
      return mutualTlsRuleSpec(change.host);
    case "edit-rule":
      return withClientMode(before, "ISTIO_MUTUAL");
    case "restore":
      return change.record.previousSpec;
    default:
      return change satisfies never;
  }
}
