import type { AmbientPolicies } from "@/lib/mesh/server/ambient";

/** A rule set is attached that istiod makes no rules for, while the one that would refuse plaintext is withheld (semantics A6.3). */
export function isNeverMade({ attached, denies }: AmbientPolicies): boolean {
  return attached.length > 0 && denies.length === 0;
}
