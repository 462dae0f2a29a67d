import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { legacyModeChanges } from "@/lib/mesh/legacy/legacy-lock";
import { freeName } from "@/lib/mesh/object-name";
import { legacyPolicyRef } from "@/lib/mesh/object-ref";
import type { Service } from "@/lib/mesh/objects";
import { LEGACY_POLICY } from "./legacy-change";
import type { PolicyChange } from "./policy-change";
import type { PlannedMode } from "./policy-spec";

/**
 * The changes that give a service one mode where the API server knows no PeerAuthentication. All of it
 * or nothing: where one port cannot be changed alone, the row says so instead of offering the button.
 */
export function planLegacyMode(
  index: MeshIndex,
  service: Service,
  mode: PlannedMode,
): PolicyChange[] {
  const { edits, targets, obstacles } = legacyModeChanges(index, service, mode);
  if (obstacles.length > 0) return [];
  const { namespace, name } = service;
  const created: PolicyChange[] =
    targets.length === 0
      ? []
      : [
          {
            verb: "create-legacy-policy",
            ref: {
              kind: LEGACY_POLICY,
              namespace,
              name: freeName(
                `${name}-${mode.toLowerCase()}`,
                index.inventory.legacyPolicies,
                namespace,
              ),
            },
            targets,
            mode,
          },
        ];
  return [
    ...edits.map(
      (policy): PolicyChange => ({
        verb: "edit-policy",
        ref: legacyPolicyRef(policy),
        mode,
        ports: [],
      }),
    ),
    ...created,
  ];
}
