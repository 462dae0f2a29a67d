import { expect, test } from "vitest";
import type { ClientTlsMode } from "@/lib/mesh/mode";
import {
  aPod,
  aRule,
  aTrafficPolicy,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import {
  autoOff,
  cart,
  codes,
  findings,
  STRICT,
  sends,
  shop,
  till,
} from "./testing/told-conflicts";

const CART_REF = { kind: "Service", namespace: "shop", name: "cart" };

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
        trafficPolicy: aTrafficPolicy("DISABLE"),
      }),
      aRule("shop/cart", {
        host: "cart",
        exportTo: ["desk", "quay"],
        trafficPolicy: aTrafficPolicy("SIMPLE"),
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
          {
            name: "old",
            labels: { version },
            trafficPolicy: aTrafficPolicy(tls),
          },
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
          { name: "old", labels: {}, trafficPolicy: aTrafficPolicy("DISABLE") },
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
      aRule("shop/a", { host: "cart", trafficPolicy: aTrafficPolicy(null) }),
      aRule("shop/b", {
        host: "cart",
        subsets: [
          { name: "old", labels: {}, trafficPolicy: aTrafficPolicy("DISABLE") },
        ],
      }),
    ],
  });
  expect(found?.objects[0]).toMatchObject({ name: "b" });
});
