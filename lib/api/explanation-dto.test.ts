import { describe, expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { Inventory } from "@/lib/mesh/objects";
import type { Readability } from "@/lib/mesh/readiness/readability";
import {
  anInventory,
  aPod,
  aPolicy,
  aRule,
  aService,
  aTrafficPolicy,
} from "@/lib/mesh/testing/inventory-builders";
import { readable } from "@/lib/mesh/testing/only-row";
import {
  MAX_EXPLAINED_CLIENTS,
  serviceExplanationSchema,
} from "./explanation-contract";
import { toServiceExplanation } from "./explanation-dto";
import { ApiProblem } from "./problem";

const asked = { namespace: "shop", service: "cart" };
const shop: Partial<Inventory> = {
  services: [aService("shop/cart")],
  pods: [aPod("shop/cart-1"), aPod("bank/till-1")],
};

function explanation(
  parts: Partial<Inventory> = {},
  known: Partial<Readability> = {},
) {
  return toServiceExplanation(asked, {
    index: indexMesh(anInventory({ ...shop, ...parts })),
    readable: { ...readable, ...known },
  });
}

describe("the explanation of a service", () => {
  test("crosses the border as its schema says, and comes back the same", () => {
    const made = explanation({
      peerAuthentications: [
        aPolicy("istio-system/default", { mode: "STRICT" }),
        aPolicy("shop/old", { mode: "DISABLE", createdAt: null }),
        aPolicy("shop/default", { portLevelMtls: { "8080": "STRICT" } }),
      ],
      destinationRules: [
        aRule("bank/cart", {
          host: "*.local",
          workloadSelector: { app: "till" },
          trafficPolicy: aTrafficPolicy("SIMPLE"),
        }),
      ],
    });
    const sent: unknown = JSON.parse(JSON.stringify(made));
    expect(serviceExplanationSchema.parse(sent)).toEqual(made);
    expect(made.ports).toHaveLength(1);
  });

  test("refuses a service that is not there", () => {
    const unknown = { namespace: "shop", service: "nobody" };
    const index = indexMesh(anInventory(shop));
    expect(() => toServiceExplanation(unknown, { index, readable })).toThrow(
      ApiProblem,
    );
  });

  test.each<[string, Partial<Readability>]>([
    ["mesh-config-unknown", { meshConfig: false }],
    ["policies-unreadable", { policies: (name) => name !== "shop" }],
    ["pods-unreadable", { pods: (name) => name !== "shop" }],
    ["rules-unreadable", { destinationRules: (name) => name !== "bank" }],
  ])("says %s instead of passing a guess for a fact", (code, known) => {
    expect(explanation({}, known).unreadable).toEqual([code]);
    expect(explanation().unreadable).toEqual([]);
  });

  test("names the other services of the same pods, once, and never itself", () => {
    const made = explanation({
      services: [
        aService("shop/cart"),
        aService("shop/old-cart", { selector: { app: "cart" } }),
        aService("shop/stock", { selector: { app: "stock" } }),
      ],
      pods: [
        aPod("shop/cart-1", { labels: { app: "cart" } }),
        aPod("shop/cart-2", { labels: { app: "cart" } }),
      ],
    });
    expect(made.sharesPodsWith).toEqual([
      { namespace: "shop", name: "old-cart" },
    ]);
  });

  test("says how much was left out where there is too much to read", () => {
    const names = Array.from({ length: 70 }, (_, order) => `team-${order}`);
    const made = explanation({
      pods: [aPod("shop/cart-1"), ...names.map((name) => aPod(`${name}/x-1`))],
      destinationRules: names.map((name) =>
        aRule(`${name}/all`, { host: "*.local" }),
      ),
    });
    const [port] = made.ports;
    expect(port?.clients).toHaveLength(MAX_EXPLAINED_CLIENTS);
    // Seventy namespaces with a rule each, the service's own, and clients without proxy.
    expect(made.leftOut).toEqual({
      ports: 0,
      clients: 72 - MAX_EXPLAINED_CLIENTS,
    });
  });
});
