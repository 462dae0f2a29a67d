/** What the list of findings is made of, for tests: a shop and a web with the policies a test names. */
import { ALL_KNOWN } from "@/lib/mesh/findings/known-sources";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { Inventory, PeerAuthentication } from "@/lib/mesh/objects";
import { resolveMesh } from "@/lib/mesh/resolution/mesh-resolution";
import type { SourceStatement } from "@/lib/mesh/source";
import {
  anInventory,
  aPod,
  aPolicy,
  aService,
} from "@/lib/mesh/testing/inventory-builders";
import { aStatement } from "./a-statement";

/** A policy about which there is one finding. */
export function selectsNothing(path: string): PeerAuthentication {
  return aPolicy(path, { selector: { app: "nobody" }, mode: "PERMISSIVE" });
}

/** One finding: the younger of two for a namespace, which touches every service there. */
export const shadowing = [
  aPolicy("shop/old", { mode: "STRICT", createdAt: "2026-01-01T00:00:00Z" }),
  aPolicy("shop/young", { mode: "STRICT", createdAt: "2026-02-01T00:00:00Z" }),
];

export function resolved(inventory: Inventory) {
  return resolveMesh(indexMesh(inventory));
}

export function aReading(
  policies: readonly PeerAuthentication[],
  statements: readonly SourceStatement[] = [aStatement()],
) {
  return {
    version: "boot.7",
    takenAtMs: 0,
    statements,
    readable: ALL_KNOWN,
    resolution: resolved(
      anInventory({
        namespaces: ["shop", "web"].map((name) => ({
          name,
          labels: { "istio-injection": "enabled" },
          annotations: {},
        })),
        services: [aService("shop/cart")],
        pods: [aPod("shop/cart-1"), aPod("web/page-1")],
        peerAuthentications: policies,
      }),
    ),
  };
}
