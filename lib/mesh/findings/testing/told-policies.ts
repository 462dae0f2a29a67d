/** What is found in the policies of a shop whose cart has two pods. */
import type { Finding } from "@/lib/mesh/findings/finding";
import { policyFindings } from "@/lib/mesh/findings/policy-findings";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type {
  Inventory,
  Namespace,
  PeerAuthentication,
} from "@/lib/mesh/objects";
import {
  anInventory,
  aPod,
  aPolicy,
  aService,
} from "@/lib/mesh/testing/inventory-builders";

/** Older than what the builders make. */
export const OLDER = { createdAt: "2025-06-01T00:00:00Z" };

const shop: Namespace = {
  name: "shop",
  labels: { "istio-injection": "enabled" },
  annotations: {},
};

export const world = {
  namespaces: [shop],
  services: [aService("shop/cart")],
  pods: [aPod("shop/cart-1"), aPod("shop/cart-2")],
};

export function findings(parts: Partial<Inventory>): Finding[] {
  return policyFindings(indexMesh(anInventory({ ...world, ...parts })));
}

/** "error policy-shadowed wide, default": severity, code and the names of the objects. */
export function told(parts: Partial<Inventory>): string[] {
  return findings(parts).map(
    ({ severity, code, objects }) =>
      `${severity} ${code} ${objects.map(({ name }) => name).join(", ")}`,
  );
}

export function under(...peerAuthentications: PeerAuthentication[]): string[] {
  return told({ peerAuthentications });
}

export function forCart(
  name: string,
  parts: Partial<PeerAuthentication>,
): PeerAuthentication {
  return aPolicy(`shop/${name}`, { selector: { app: "cart" }, ...parts });
}
