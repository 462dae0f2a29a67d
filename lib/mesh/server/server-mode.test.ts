import { describe, expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { Labels, PeerAuthentication } from "@/lib/mesh/objects";
import { anInventory, aPolicy } from "@/lib/mesh/testing/inventory-builders";
import { portMode, resolveServerMode } from "./server-mode";

const CART = { app: "cart", tier: "web" };
const selectsCart = { selector: { app: "cart" } };

function resolve(
  policies: readonly PeerAuthentication[],
  namespace = "shop",
  labels: Labels = CART,
) {
  return resolveServerMode(
    indexMesh(anInventory({ peerAuthentications: policies })),
    { namespace, labels },
  );
}

describe("composition (semantics A2)", () => {
  const cases: readonly [
    string,
    readonly PeerAuthentication[],
    string,
    string | null,
  ][] = [
    ["nothing configured means PERMISSIVE", [], "PERMISSIVE", null],
    [
      "a mesh policy reaches every namespace",
      [aPolicy("istio-system/mesh", { mode: "STRICT" })],
      "STRICT",
      "mesh",
    ],
    [
      "a namespace policy beats the mesh's",
      [
        aPolicy("istio-system/mesh", { mode: "STRICT" }),
        aPolicy("shop/wide", { mode: "DISABLE" }),
      ],
      "DISABLE",
      "wide",
    ],
    [
      "a workload policy beats the namespace's",
      [
        aPolicy("shop/wide", { mode: "STRICT" }),
        aPolicy("shop/cart", { ...selectsCart, mode: "PERMISSIVE" }),
      ],
      "PERMISSIVE",
      "cart",
    ],
    [
      "UNSET passes the level above through, twice",
      [
        aPolicy("istio-system/mesh", { mode: "STRICT" }),
        aPolicy("shop/wide"),
        aPolicy("shop/cart", selectsCart),
      ],
      "STRICT",
      "mesh",
    ],
    [
      "an empty selector is the namespace's policy",
      [aPolicy("shop/wide", { selector: {}, mode: "STRICT" })],
      "STRICT",
      "wide",
    ],
    [
      "the name default means nothing",
      [aPolicy("shop/default", { ...selectsCart, mode: "STRICT" })],
      "STRICT",
      "default",
    ],
    [
      "a selector must match in every pair",
      [
        aPolicy("shop/cart", {
          selector: { app: "cart", tier: "db" },
          mode: "STRICT",
        }),
      ],
      "PERMISSIVE",
      null,
    ],
    [
      "another namespace's policy changes nothing",
      [
        aPolicy("bank/wide", { mode: "STRICT" }),
        aPolicy("bank/cart", { ...selectsCart, mode: "STRICT" }),
      ],
      "PERMISSIVE",
      null,
    ],
  ];
  test.each(cases)("%s", (_name, policies, mode, decidedBy) => {
    const resolved = resolve(policies);
    expect(resolved.mode).toBe(mode);
    expect(resolved.decidedBy?.name ?? null).toBe(decidedBy);
  });
});

describe("who wins within one scope", () => {
  const strict = { ...selectsCart, mode: "STRICT" } as const;
  const open = { ...selectsCart, mode: "PERMISSIVE" } as const;

  test("the oldest wins, not the most specific", () => {
    const { mode, shadowed } = resolve([
      aPolicy("shop/narrow", {
        selector: CART,
        mode: "STRICT",
        createdAt: "2026-02-02T00:00:00Z",
      }),
      aPolicy("shop/early", { ...open, createdAt: "2026-02-01T00:00:00Z" }),
    ]);
    expect(mode).toBe("PERMISSIVE");
    expect(shadowed).toMatchObject([
      {
        policy: { name: "narrow" },
        reason: "newer-than-winner",
        by: { name: "early" },
      },
    ]);
  });

  test("the same second is decided by name", () => {
    expect(
      resolve([aPolicy("shop/b", open), aPolicy("shop/a", strict)]).mode,
    ).toBe("STRICT");
  });

  test("a policy without a timestamp comes before all others", () => {
    expect(
      resolve([
        aPolicy("shop/a", open),
        aPolicy("shop/z", { ...strict, createdAt: null }),
      ]).mode,
    ).toBe("STRICT");
  });

  test("a loser's ports are dropped even where the winner says UNSET", () => {
    const { mode, ports } = resolve([
      aPolicy("shop/a", selectsCart),
      aPolicy("shop/b", { ...strict, portLevelMtls: { "8080": "DISABLE" } }),
    ]);
    expect(mode).toBe("PERMISSIVE");
    expect(ports.size).toBe(0);
  });
});

describe("the root namespace", () => {
  test("a selector there is ignored, also for workloads that live there", () => {
    const policy = aPolicy("istio-system/cart", {
      ...selectsCart,
      mode: "STRICT",
    });
    for (const namespace of ["shop", "istio-system"]) {
      const { mode, shadowed } = resolve([policy], namespace);
      expect(mode).toBe("PERMISSIVE");
      expect(shadowed).toMatchObject([
        { reason: "selector-in-root-namespace", by: null },
      ]);
    }
  });

  test("its policy is the mesh's, and counts once", () => {
    const { mode, levels } = resolve(
      [aPolicy("istio-system/mesh", { mode: "STRICT" })],
      "istio-system",
    );
    expect(mode).toBe("STRICT");
    expect(levels.namespace).toBeNull();
  });

  test("it is whatever the mesh config says", () => {
    const inventory = anInventory({
      peerAuthentications: [aPolicy("control/mesh", { mode: "STRICT" })],
    });
    const meshConfig = { ...inventory.meshConfig, rootNamespace: "control" };
    expect(
      resolveServerMode(indexMesh({ ...inventory, meshConfig }), {
        namespace: "shop",
        labels: {},
      }).mode,
    ).toBe("STRICT");
  });
});

describe("ports", () => {
  const cart = aPolicy("shop/cart", {
    ...selectsCart,
    mode: "STRICT",
    portLevelMtls: { "8080": "PERMISSIVE", "9090": "UNSET" },
  });

  test("an entry decides its own port and no other", () => {
    const resolved = resolve([cart]);
    expect(portMode(resolved, 8080)).toMatchObject({
      mode: "PERMISSIVE",
      decidedBy: { name: "cart" },
    });
    expect(portMode(resolved, 7070).mode).toBe("STRICT");
  });

  test("an UNSET entry takes the composed mode, and its author", () => {
    const resolved = resolve([
      aPolicy("shop/wide", { mode: "DISABLE" }),
      aPolicy("shop/cart", {
        ...selectsCart,
        portLevelMtls: { "9090": "UNSET" },
      }),
    ]);
    expect(portMode(resolved, 9090)).toMatchObject({
      mode: "DISABLE",
      decidedBy: { name: "wide" },
    });
  });

  test("a port list without selector does nothing, and says so", () => {
    const resolved = resolve([
      aPolicy("shop/wide", {
        mode: "STRICT",
        portLevelMtls: { "8080": "DISABLE" },
      }),
    ]);
    expect(portMode(resolved, 8080).mode).toBe("STRICT");
    expect(resolved.shadowed).toMatchObject([
      { policy: { name: "wide" }, reason: "port-list-without-selector" },
    ]);
  });
});

test("a policy that a nearer one overrides is named with the one that speaks", () => {
  const { shadowed } = resolve([
    aPolicy("istio-system/mesh", { mode: "STRICT" }),
    aPolicy("shop/cart", { ...selectsCart, mode: "DISABLE" }),
  ]);
  expect(shadowed).toMatchObject([
    {
      policy: { name: "mesh" },
      reason: "overridden-below",
      by: { name: "cart" },
    },
  ]);
});
