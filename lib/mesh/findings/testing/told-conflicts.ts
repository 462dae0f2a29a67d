/** What is found between what a rule tells clients and what the cart of a shop accepts. */
import { conflictFindings } from "@/lib/mesh/findings/conflict-findings";
import type { Finding } from "@/lib/mesh/findings/finding";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { ClientTlsMode } from "@/lib/mesh/mode";
import {
  DEFAULT_MESH_CONFIG,
  type DestinationRule,
  type Inventory,
} from "@/lib/mesh/objects";
import {
  anInventory,
  aPod,
  aPolicy,
  aRule,
  aService,
  aTrafficPolicy,
} from "@/lib/mesh/testing/inventory-builders";

export const STRICT = aPolicy("shop/default", { mode: "STRICT" });
export const cart = aPod("shop/cart-1");
/** A client with a sidecar. */
export const till = aPod("bank/till-1");
export const shop = {
  services: [aService("shop/cart")],
  pods: [cart, till],
};
export const autoOff = {
  meshConfig: { ...DEFAULT_MESH_CONFIG, enableAutoMtls: false },
};

export function findings(parts: Partial<Inventory>): Finding[] {
  return conflictFindings(indexMesh(anInventory(parts)));
}

/** "error plaintext-to-strict" for each finding. */
export function codes(parts: Partial<Inventory>): string[] {
  return findings(parts).map(({ code, severity }) => `${severity} ${code}`);
}

/** A rule of the shop for its cart. */
export function sends(
  tls: ClientTlsMode | null,
  parts: Partial<DestinationRule> = {},
): Partial<Inventory> {
  return {
    destinationRules: [
      aRule("shop/cart", {
        host: "cart",
        trafficPolicy: aTrafficPolicy(tls),
        ...parts,
      }),
    ],
  };
}
