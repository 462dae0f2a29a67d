/** A shop on Istio ≤ 1.5, and what its policies become today. */
import { indexMesh, type MeshIndex } from "@/lib/mesh/index/mesh-index";
import { translateLegacyPolicies } from "@/lib/mesh/legacy/legacy-translation";
import { translationDifferences } from "@/lib/mesh/legacy/translation-differences";
import type { Inventory, LegacyPolicy } from "@/lib/mesh/objects";
import {
  anInventory,
  aPod,
  aService,
} from "@/lib/mesh/testing/inventory-builders";

export const NOW = "2026-06-01T00:00:00Z";

/** Two services, cart and till, each with a pod of its own. */
export function shop(
  legacyPolicies: readonly LegacyPolicy[],
  parts: Partial<Inventory> = {},
): MeshIndex {
  return indexMesh(
    anInventory({
      services: [aService("shop/cart"), aService("shop/till")],
      pods: [aPod("shop/cart-1"), aPod("shop/till-1")],
      legacyPolicies,
      ...parts,
    }),
  );
}

export function translated(index: MeshIndex) {
  const { policies, problems } = translateLegacyPolicies(index, NOW);
  const all = translationDifferences(index, policies);
  return {
    policies,
    problems,
    /** At the ports that services declare. */
    differences: all.filter(({ through }) => through !== null),
    elsewhere: all.filter(({ through }) => through === null),
  };
}
