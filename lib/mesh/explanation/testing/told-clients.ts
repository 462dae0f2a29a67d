/** What the clients of shop/cart are told: those in its namespace, in bank and in post. */
import { explainService } from "@/lib/mesh/explanation/explain-service";
import type {
  ClientExplanation,
  ClientRule,
} from "@/lib/mesh/explanation/explanation";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { Inventory } from "@/lib/mesh/objects";
import {
  anInventory,
  aPod,
  aService,
} from "@/lib/mesh/testing/inventory-builders";

const cart = aService("shop/cart");
export const host = "cart.shop.svc.cluster.local";
export const pods = [
  aPod("shop/cart-1"),
  aPod("bank/till-1"),
  aPod("post/mail-1"),
];

export function clients(
  parts: Partial<Inventory> = {},
): readonly ClientExplanation[] {
  const index = indexMesh(anInventory({ services: [cart], pods, ...parts }));
  const [found] = explainService(index, cart);
  if (!found) throw new Error("nothing explained");
  return found.clients;
}

export function sidecars(
  parts: Partial<Inventory> = {},
): readonly ClientExplanation[] {
  return clients(parts).filter(({ kind }) => kind === "sidecar");
}

/** What a namespace is told, by name or among all others. */
export function ruleOf(
  found: readonly ClientExplanation[],
  namespace: string,
): ClientRule {
  const client =
    found.find(({ namespaces }) => namespaces.includes(namespace)) ??
    found.find(({ namespaces }) => namespaces.length === 0);
  if (!client?.rule) throw new Error(`nothing for ${namespace}`);
  return client.rule;
}

/** "shop/cart ISTIO_MUTUAL not-exported" for each rule that was passed over. */
export function losers({ losers: list }: ClientRule): string[] {
  return list.map(
    ({ object, says, reason }) =>
      `${object.namespace}/${object.name} ${says} ${reason}`,
  );
}
