import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import {
  type AmbientPolicies,
  resolveAmbient,
} from "@/lib/mesh/server/ambient";
import { groupsByNamespace } from "./live-pods";

/** A rule set is attached that istiod makes no rules for, while the one that would refuse plaintext is withheld (semantics A6.3). */
export function isNeverMade({ attached, denies }: AmbientPolicies): boolean {
  return attached.length > 0 && denies.length === 0;
}

/** Whether that is so for some ambient workload of the namespace. */
export function hasNeverMadeRules(
  index: MeshIndex,
  namespace: string,
): boolean {
  return (groupsByNamespace(index).get(namespace) ?? []).some(
    ({ pods, serverMode }) =>
      pods.some(({ shape }) => shape === "ztunnel") &&
      isNeverMade(resolveAmbient(index, serverMode.levels)),
  );
}
