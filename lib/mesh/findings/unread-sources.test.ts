import { expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import { DEFAULT_MESH_CONFIG, type Inventory } from "@/lib/mesh/objects";
import { resolveMesh } from "@/lib/mesh/resolution/mesh-resolution";
import {
  aLegacyPolicy,
  anInventory,
  aPod,
  aPolicy,
  aRule,
  aService,
  aTrafficPolicy,
} from "@/lib/mesh/testing/inventory-builders";
import { findFindings } from "./find-findings";
import { ALL_KNOWN, type KnownSources } from "./known-sources";

function codes(
  inventory: Partial<Inventory>,
  known: Partial<KnownSources> = {},
): string[] {
  const resolution = resolveMesh(indexMesh(anInventory(inventory)));
  return findFindings(resolution, { ...ALL_KNOWN, ...known }).map(
    ({ code }) => code,
  );
}

const notIn = (namespace: string) => (asked: string) => asked !== namespace;
const strict = aPolicy("shop/p", { mode: "STRICT" });
const world = {
  services: [aService("shop/cart")],
  pods: [aPod("shop/cart-1"), aPod("web/page-1")],
};
const plaintext = aTrafficPolicy("DISABLE");

test.each<[string, Partial<Inventory>, Partial<KnownSources>]>([
  [
    "auto-mtls-off-to-strict",
    {
      ...world,
      meshConfig: { ...DEFAULT_MESH_CONFIG, enableAutoMtls: false },
      peerAuthentications: [strict],
    },
    { destinationRules: () => false },
  ],
  [
    "auto-mtls-off-to-strict",
    {
      ...world,
      meshConfig: { ...DEFAULT_MESH_CONFIG, enableAutoMtls: false },
      peerAuthentications: [strict],
    },
    { destinationRules: notIn("istio-system") },
  ],
  [
    "plaintext-to-strict",
    {
      ...world,
      pods: [aPod("shop/cart-1", {}), aPod("web/page-1")],
      peerAuthentications: [
        aPolicy("istio-system/default", { mode: "STRICT" }),
      ],
      destinationRules: [
        aRule("web/r", {
          host: "cart.shop.svc.cluster.local",
          trafficPolicy: plaintext,
        }),
      ],
    },
    { policies: notIn("shop") },
  ],
  [
    "rule-host-not-found",
    {
      destinationRules: [aRule("web/r", { host: "x.shop.svc.cluster.local" })],
    },
    { services: notIn("shop") },
  ],
  [
    "rule-selects-nothing",
    {
      destinationRules: [
        aRule("web/r", { host: "*", workloadSelector: { app: "page" } }),
      ],
    },
    { pods: notIn("web") },
  ],
  [
    "policy-selects-nothing",
    {
      ...world,
      peerAuthentications: [aPolicy("shop/p", { selector: { app: "x" } })],
    },
    { pods: notIn("shop") },
  ],
  [
    "port-not-served",
    {
      pods: world.pods,
      peerAuthentications: [
        aPolicy("shop/p", {
          selector: { app: "cart" },
          portLevelMtls: { "9": "STRICT" },
        }),
      ],
    },
    { services: notIn("shop") },
  ],
  [
    "policy-selector-in-root",
    {
      peerAuthentications: [
        aPolicy("istio-system/p", { selector: { app: "x" } }),
      ],
    },
    { meshConfig: false },
  ],
  [
    "legacy-target-not-found",
    {
      ...world,
      meshConfig: { ...DEFAULT_MESH_CONFIG, enforcesLegacyPolicies: true },
      legacyPolicies: [
        aLegacyPolicy("shop/p", {
          targets: [{ name: "x", ports: [] }],
          mtls: null,
        }),
      ],
    },
    { services: notIn("shop") },
  ],
])(
  "%s is not told where what it misses could not be read",
  (code, inventory, known) => {
    expect(codes(inventory)).toContain(code);
    expect(codes(inventory, known)).not.toContain(code);
  },
);

test("a rule in the client's own namespace is known to be the first that is found", () => {
  const inventory = {
    ...world,
    peerAuthentications: [strict],
    destinationRules: [
      aRule("web/r", {
        host: "cart.shop.svc.cluster.local",
        trafficPolicy: plaintext,
      }),
    ],
  };
  const known = { destinationRules: (asked: string) => asked === "web" };
  expect(codes(inventory, known)).toEqual(["plaintext-to-strict"]);
});
