import type { LegacyTarget } from "@/lib/mesh/legacy/legacy-lock";
import { isSame } from "@/lib/mesh/object-ref";
import type { LegacyPolicy, ObjectMeta, ObjectRef } from "@/lib/mesh/objects";
import type { ChangeRecord } from "@/lib/mesh/ownership";
import { readLegacySpec } from "./legacy-policy-spec";
import type { PlannedMode } from "./policy-spec";

/** The kind of namespaced legacy policies; the mesh's own is never changed. */
export const LEGACY_POLICY = "Policy";

/** @param meta of an object that is newer than all others */
export function withNewLegacyPolicy(
  policies: readonly LegacyPolicy[],
  meta: ObjectMeta,
  targets: readonly LegacyTarget[],
  mode: PlannedMode,
): readonly LegacyPolicy[] {
  return [
    ...policies,
    {
      ...meta,
      kind: LEGACY_POLICY,
      targets,
      mtls: { mode, allowTls: false },
      peerIsOptional: false,
    },
  ];
}

export function withEditedLegacyPolicy(
  policies: readonly LegacyPolicy[],
  ref: ObjectRef,
  mode: PlannedMode,
): readonly LegacyPolicy[] {
  return policies.map((policy) =>
    isPolicy(policy, ref)
      ? { ...policy, mtls: { mode, allowTls: false }, peerIsOptional: false }
      : policy,
  );
}

export function withRestoredLegacyPolicy(
  policies: readonly LegacyPolicy[],
  ref: ObjectRef,
  { previousSpec }: ChangeRecord,
): readonly LegacyPolicy[] {
  return previousSpec === null
    ? policies.filter((policy) => !isPolicy(policy, ref))
    : policies.map((policy) =>
        isPolicy(policy, ref)
          ? { ...policy, ...readLegacySpec(previousSpec) }
          : policy,
      );
}

function isPolicy(policy: LegacyPolicy, ref: ObjectRef): boolean {
  return policy.kind === LEGACY_POLICY && isSame(policy, ref);
}
