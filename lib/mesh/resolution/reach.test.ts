import { describe, expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { Inventory } from "@/lib/mesh/objects";
import {
  aMeta,
  anInventory,
  aPod,
  aPolicy,
  aRule,
  aService,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { resolveMesh } from "./mesh-resolution";

const cart = aPod("shop/cart-1");
const mesh = anInventory({
  services: [
    aService("shop/cart"),
    aService("shop/till"),
    aService("shop/hand", { selector: null }),
    aService("bank/safe"),
  ],
  pods: [cart, aPod("shop/till-1"), aPod("bank/safe-1"), aPod("ops/tool-1")],
  destinationRules: [aRule("lab/own", { host: "cart.shop.svc.cluster.local" })],
});

/** Names of the services that a change made to be resolved anew. */
function reached(changes: Partial<Inventory>): string[] {
  const before = resolveMesh(indexMesh(mesh));
  const index = indexMesh({ ...mesh, ...changes }, before.index);
  const after = resolveMesh(index, before);
  return [...after.services].flatMap(([key, entry]) =>
    before.services.get(key) === entry ? [] : [key],
  );
}

const EVERYTHING = ["bank/safe", "shop/cart", "shop/hand", "shop/till"];
const SHOP = ["shop/cart", "shop/hand", "shop/till"];

describe("a change is felt by the services it can reach, and by no other", () => {
  const slice = {
    ...aMeta("shop/hand-x"),
    serviceName: "hand",
    ports: [],
    endpoints: [],
  };
  const rows: [string, Partial<Inventory>, string[]][] = [
    ["the same objects in other lists", { pods: [...mesh.pods].reverse() }, []],
    [
      "a pod that was replaced",
      { pods: mesh.pods.map((pod) => (pod === cart ? { ...pod } : pod)) },
      ["shop/cart"],
    ],
    [
      "a pod that left",
      { pods: mesh.pods.filter((pod) => pod !== cart) },
      ["shop/cart"],
    ],
    [
      "a pod that another service selects now",
      {
        pods: mesh.pods.map((pod) =>
          pod === cart ? { ...pod, labels: { app: "till" } } : pod,
        ),
      },
      ["shop/cart", "shop/till"],
    ],
    [
      "a pod that no service selects",
      { pods: [...mesh.pods, aPod("shop/lonely-1")] },
      [],
    ],
    [
      "a policy for a workload",
      {
        peerAuthentications: [
          aPolicy("shop/p", { selector: { app: "till" }, mode: "STRICT" }),
        ],
      },
      ["shop/till"],
    ],
    [
      "a policy of a namespace",
      { peerAuthentications: [aPolicy("shop/default")] },
      SHOP,
    ],
    [
      "a policy of the mesh",
      { peerAuthentications: [aPolicy("istio-system/default")] },
      EVERYTHING,
    ],
    [
      "the mesh configuration",
      { meshConfig: { ...mesh.meshConfig, enableAutoMtls: false } },
      EVERYTHING,
    ],
    [
      "a mesh configuration that was read again",
      { meshConfig: { ...mesh.meshConfig } },
      [],
    ],
    ["an EndpointSlice", { endpointSlices: [slice] }, ["shop/hand"]],
    [
      "an EndpointSlice of a service that selects",
      { endpointSlices: [{ ...slice, serviceName: "cart" }] },
      [],
    ],
    [
      "a rule for one host",
      {
        destinationRules: [
          ...mesh.destinationRules,
          aRule("bank/r", { host: "till.shop.svc.cluster.local" }),
        ],
      },
      ["shop/till"],
    ],
    [
      "a rule for the hosts of a namespace",
      {
        destinationRules: [
          ...mesh.destinationRules,
          aRule("bank/r", { host: "*.shop.svc.cluster.local" }),
        ],
      },
      SHOP,
    ],
    [
      "a rule for a host that no service has",
      {
        destinationRules: [
          ...mesh.destinationRules,
          aRule("bank/r", { host: "example.org" }),
        ],
      },
      [],
    ],
    [
      "the first sidecar of a namespace with a rule",
      { pods: [...mesh.pods, aPod("lab/tool-1")] },
      ["shop/cart"],
    ],
    [
      "the last sidecar of a namespace without one",
      {
        pods: mesh.pods.map((pod) =>
          pod.namespace === "ops" ? withoutProxy(pod) : pod,
        ),
      },
      [],
    ],
    [
      "a service that changed",
      {
        services: mesh.services.map((service) =>
          service.name === "safe" ? { ...service } : service,
        ),
      },
      ["bank/safe"],
    ],
    [
      "a new service over known pods",
      {
        services: [
          ...mesh.services,
          aService("shop/alias", { selector: { app: "cart" } }),
        ],
      },
      ["shop/alias"],
    ],
  ];

  test.each(rows)("%s", (_, changes, expected) => {
    expect(reached(changes)).toEqual(expected);
  });
});

describe("legacy policies", () => {
  const legacy = (kind: "Policy" | "MeshPolicy", path: string) => ({
    ...aMeta(path),
    kind,
    targets: [],
    mtls: null,
    peerIsOptional: false,
  });
  const old = {
    ...mesh,
    meshConfig: { ...mesh.meshConfig, enforcesLegacyPolicies: true },
  };

  test.each([
    [legacy("Policy", "shop/default"), SHOP],
    [legacy("MeshPolicy", "/default"), EVERYTHING],
  ])("of kind $kind", (policy, expected) => {
    const before = resolveMesh(indexMesh(old));
    const after = resolveMesh(
      indexMesh({ ...old, legacyPolicies: [policy] }, before.index),
      before,
    );
    expect(
      [...after.services].flatMap(([key, entry]) =>
        before.services.get(key) === entry ? [] : [key],
      ),
    ).toEqual(expected);
  });

  test("a service that comes to share a pod reaches those beside it", () => {
    const strictCart = {
      ...legacy("Policy", "shop/strict"),
      targets: [{ name: "cart", ports: [] }],
      mtls: { mode: "STRICT" as const, allowTls: false },
    };
    const before = resolveMesh(
      indexMesh({ ...old, legacyPolicies: [strictCart] }),
    );
    const services = [
      ...old.services,
      aService("shop/alias", { selector: { app: "cart" } }),
    ];
    const after = resolveMesh(
      indexMesh({ ...before.index.inventory, services }, before.index),
      before,
    );
    expect(before.services.get("shop/cart")?.verdict.mode).toBe("STRICT");
    expect(after.services.get("shop/cart")?.verdict.mode).toBe("DISABLE");
  });
});
