import { expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import { DEFAULT_MESH_CONFIG, type LegacyPolicy } from "@/lib/mesh/objects";
import {
  aMeta,
  anInventory,
  aPod,
  aService,
} from "@/lib/mesh/testing/inventory-builders";
import { legacyLocks } from "./legacy-locks";

/** Policies of `shop` by name: the service each one names, and the one whose lock wrote `till` into it. */
function locked(policies: Record<string, { names: string; by: string }>) {
  const legacyPolicies = Object.entries(policies).map(
    ([name, { names, by }]): LegacyPolicy => ({
      ...aMeta(`shop/${name}`),
      kind: "Policy",
      targets: [{ name: names, ports: [] }],
      mtls: { mode: "STRICT", allowTls: false },
      peerIsOptional: false,
      labels: { "app.kubernetes.io/managed-by": "lockstep" },
      annotations: {
        "lockstep.dev/change": JSON.stringify({
          service: by,
          action: "lock",
          previousSpec: null,
          writtenSpec: { targets: [{ name: "till" }], peers: [{ mtls: {} }] },
        }),
      },
    }),
  );
  const cart = aService("shop/cart");
  const index = indexMesh(
    anInventory({
      meshConfig: {
        ...DEFAULT_MESH_CONFIG,
        enforcesLegacyPolicies: true,
        lacksPeerAuthentication: true,
      },
      services: [cart, aService("shop/till")],
      pods: [aPod("shop/cart-1")],
      legacyPolicies,
    }),
  );
  return legacyLocks(index, cart).map(({ policy }) => policy.name);
}

test("a lock is found on Policies that only name the services beside", () => {
  expect(locked({ beside: { names: "till", by: "shop/cart" } })).toEqual([
    "beside",
  ]);
});

test("a Policy that speaks for the service counts, whichever lock changed it", () => {
  expect(locked({ own: { names: "cart", by: "shop/till" } })).toEqual(["own"]);
});

test("a copy that names something else is not ours to take back", () => {
  expect(locked({ copy: { names: "bank", by: "shop/cart" } })).toEqual([]);
  expect(locked({ other: { names: "till", by: "shop/bank" } })).toEqual([]);
});
