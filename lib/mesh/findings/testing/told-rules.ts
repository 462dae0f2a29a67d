/** What is found in the rules of a shop that a bank calls. */
import type { Finding } from "@/lib/mesh/findings/finding";
import { ruleFindings } from "@/lib/mesh/findings/rule-findings";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { DestinationRule, Inventory } from "@/lib/mesh/objects";
import {
  anInventory,
  aPod,
  aService,
} from "@/lib/mesh/testing/inventory-builders";

export const CART = "cart.shop.svc.cluster.local";

const shop = {
  services: [aService("shop/cart")],
  pods: [aPod("shop/cart-1"), aPod("bank/till-1")],
};

export function findings(
  destinationRules: readonly DestinationRule[],
  parts: Partial<Inventory> = {},
): Finding[] {
  return ruleFindings(
    indexMesh(anInventory({ ...shop, destinationRules, ...parts })),
  );
}

/** "warning rule-hidden" for each finding. */
export function codes(
  destinationRules: readonly DestinationRule[],
  parts: Partial<Inventory> = {},
): string[] {
  return findings(destinationRules, parts).map(
    ({ code, severity }) => `${severity} ${code}`,
  );
}
