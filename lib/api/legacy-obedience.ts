import type { MeshConfig } from "@/lib/mesh/objects";
import type { LegacyObedience } from "./contract";

/** Whether the control plane is old enough to obey Policy and MeshPolicy. */
export function toLegacyObedience({
  enforcesLegacyPolicies,
}: MeshConfig): LegacyObedience {
  if (enforcesLegacyPolicies === "unknown") return "unknown";
  return enforcesLegacyPolicies ? "yes" : "no";
}
