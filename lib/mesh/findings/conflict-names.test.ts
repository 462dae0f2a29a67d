import { expect, test } from "vitest";
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
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { conflictFindings } from "./conflict-findings";
import type { Finding } from "./finding";

function findings(parts: Partial<Inventory>): Finding[] {
  return conflictFindings(indexMesh(anInventory(parts)));
}

/** "error plaintext-to-strict" for each finding. */
function codes(parts: Partial<Inventory>): string[] {
  return findings(parts).map(({ code, severity }) => `${severity} ${code}`);
}

const STRICT = aPolicy("shop/default", { mode: "STRICT" });

const cart = aPod("shop/cart-1");

const till = aPod("bank/till-1");

const shop = {
  services: [aService("shop/cart")],
  pods: [cart, till],
};

const CART_REF = { kind: "Service", namespace: "shop", name: "cart" };

const autoOff = {
  meshConfig: { ...DEFAULT_MESH_CONFIG, enableAutoMtls: false },
};

function policyOf(tls: ClientTlsMode | null): DestinationRule["trafficPolicy"] {
  return { tls, portLevelSettings: [], passthrough: false };
}

/** A rule of the shop for its cart. */
function sends(
  tls: ClientTlsMode | null,
  parts: Partial<DestinationRule> = {},
): Partial<Inventory> {
  return {
    destinationRules: [
      aRule("shop/cart", {
        host: "cart",
        trafficPolicy: policyOf(tls),
        ...parts,
      }),
    ],
  };
}

test("a conflict names the rule, the policy, the port and what is sent", () => {
  expect(
    findings({ ...shop, peerAuthentications: [STRICT], ...sends("DISABLE") }),
  ).toEqual([
    {
      code: "plaintext-to-strict",
      severity: "error",
      objects: [
        { kind: "DestinationRule", namespace: "shop", name: "cart" },
        { kind: "PeerAuthentication", namespace: "shop", name: "default" },
        CART_REF,
      ],
      services: [CART_REF],
      params: {
        port: 8000,
        clients: "bank, shop",
        tls: "DISABLE",
        subset: "",
        unless: "",
      },
    },
  ]);
});

test("only the namespaces that find the rule are named", () => {
  const found = findings({
    services: shop.services,
    pods: [...shop.pods, aPod("desk/till-1"), withoutProxy(aPod("quay/a-1"))],
    peerAuthentications: [STRICT],
    destinationRules: [
      aRule("bank/all", {
        host: "*.local",
        trafficPolicy: policyOf("DISABLE"),
      }),
      aRule("shop/cart", {
        host: "cart",
        exportTo: ["desk", "quay"],
        trafficPolicy: policyOf("SIMPLE"),
      }),
    ],
  });
  expect(found.map(({ params }) => params)).toMatchObject([
    { clients: "desk", tls: "SIMPLE" },
    { clients: "bank", tls: "DISABLE" },
  ]);
});

test("of more than five client namespaces, five are named and the others counted", () => {
  const names = ["a", "b", "c", "d", "e", "f", "g"];
  const [found] = findings({
    services: shop.services,
    pods: [cart, ...names.map((name) => aPod(`${name}/till-1`))],
    peerAuthentications: [STRICT],
    ...sends("DISABLE"),
  });
  expect(found?.params).toMatchObject({ clients: "a, b, c, d, e +3" });
});

test("without a rule to change, the service stands first", () => {
  const [found] = findings({
    ...shop,
    ...autoOff,
    peerAuthentications: [STRICT],
  });
  expect(found?.objects[0]).toEqual(CART_REF);
});

test("a subset counts where its own policy changes what is sent, and for its own pods only", () => {
  const subset = (tls: ClientTlsMode | null, version: string) =>
    findings({
      services: shop.services,
      pods: [{ ...cart, labels: { ...cart.labels, version: "v1" } }, till],
      peerAuthentications: [STRICT],
      ...sends("ISTIO_MUTUAL", {
        subsets: [
          { name: "old", labels: { version }, trafficPolicy: policyOf(tls) },
        ],
      }),
    });
  expect(subset("DISABLE", "v1")).toMatchObject([
    { code: "plaintext-to-strict", params: { subset: "old" } },
  ]);
  expect(subset("DISABLE", "v2")).toEqual([]);
  expect(subset(null, "v1")).toEqual([]);
});

test("a subset that says the same as the rule is not told beside it", () => {
  expect(
    codes({
      ...shop,
      peerAuthentications: [STRICT],
      ...sends("DISABLE", {
        subsets: [
          { name: "old", labels: {}, trafficPolicy: policyOf("DISABLE") },
        ],
      }),
    }),
  ).toEqual(["error plaintext-to-strict"]);
});

test("the subset of a rule that was merged in names that rule", () => {
  const [found] = findings({
    ...shop,
    peerAuthentications: [STRICT],
    destinationRules: [
      aRule("shop/a", { host: "cart", trafficPolicy: policyOf(null) }),
      aRule("shop/b", {
        host: "cart",
        subsets: [
          { name: "old", labels: {}, trafficPolicy: policyOf("DISABLE") },
        ],
      }),
    ],
  });
  expect(found?.objects[0]).toMatchObject({ name: "b" });
});
