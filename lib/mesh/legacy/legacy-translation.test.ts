import { describe, expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import { DEFAULT_MESH_CONFIG, type LegacyPolicy } from "@/lib/mesh/objects";
import {
  aLegacyPolicy,
  anInventory,
  aPod,
  aPolicy,
  aService,
} from "@/lib/mesh/testing/inventory-builders";
import { translateLegacyPolicies } from "./legacy-translation";
import { NOW, shop, translated } from "./testing/translated-shop";

const open = { mtls: { mode: "PERMISSIVE", allowTls: false } } as const;

describe("a translation keeps what every port accepts (semantics C)", () => {
  const cases: readonly [string, LegacyPolicy[]][] = [
    ["nothing at all, which was plaintext only", []],
    ["a STRICT mesh", [aLegacyPolicy("/default")]],
    [
      "a namespace that switches it off",
      [
        aLegacyPolicy("/default"),
        aLegacyPolicy("shop/default", { mtls: null }),
      ],
    ],
    [
      "one service",
      [
        aLegacyPolicy("/default", open),
        aLegacyPolicy("shop/lock", { targets: [{ name: "cart", ports: [] }] }),
      ],
    ],
    [
      "one port by number",
      [
        aLegacyPolicy("shop/lock", {
          targets: [{ name: "cart", ports: [8000] }],
        }),
      ],
    ],
    [
      "one port by name, beside the rest of the service",
      [
        aLegacyPolicy("shop/port", {
          ...open,
          targets: [{ name: "cart", ports: ["http"] }],
        }),
        aLegacyPolicy("shop/rest", { targets: [{ name: "cart", ports: [] }] }),
      ],
    ],
  ];
  test.each(cases)("%s", (_name, policies) => {
    const { problems, differences } = translated(shop(policies));
    expect(problems).toEqual([]);
    expect(differences).toEqual([]);
  });
});

test("two policies of one service become one object, keyed by target ports", () => {
  const { policies } = translated(
    shop([
      aLegacyPolicy("shop/port", {
        ...open,
        targets: [{ name: "cart", ports: [8000] }],
      }),
      aLegacyPolicy("shop/rest", { targets: [{ name: "cart", ports: [] }] }),
    ]),
  );
  expect(policies).toMatchObject([
    { namespace: "istio-system", mode: "DISABLE" },
    {
      name: "cart",
      selector: { app: "cart" },
      mode: "STRICT",
      portLevelMtls: { "8080": "PERMISSIVE" },
    },
  ]);
});

test("each object says which policies it comes from", () => {
  const origins = (policies: LegacyPolicy[]) =>
    translated(shop(policies)).policies.map((policy) =>
      policy.origins.map(({ kind, name }) => `${kind}/${name}`),
    );
  const cart = { targets: [{ name: "cart", ports: [] }] };
  expect(
    origins([
      aLegacyPolicy("/default"),
      aLegacyPolicy("shop/default"),
      aLegacyPolicy("shop/a", cart),
      aLegacyPolicy("shop/b", cart),
    ]),
  ).toEqual([
    ["MeshPolicy/default"],
    ["Policy/default"],
    ["Policy/a", "Policy/b"],
  ]);
  expect(origins([])).toEqual([[]]);
});

test("an optional peer is translated to what was enforced, not to what was meant", () => {
  const { policies } = translated(
    shop([aLegacyPolicy("/default", { peerIsOptional: true })]),
  );
  expect(policies[0]?.mode).toBe("STRICT");
});

test("two services on the same pods cannot both keep their word, and the check says so", () => {
  const index = shop(
    [
      aLegacyPolicy("shop/a", { targets: [{ name: "cart", ports: [] }] }),
      aLegacyPolicy("shop/b", {
        ...open,
        targets: [{ name: "alias", ports: [] }],
      }),
    ],
    {
      services: [
        aService("shop/cart"),
        aService("shop/alias", { selector: { app: "cart" } }),
      ],
    },
  );
  expect(translated(index).differences).toMatchObject([
    {
      through: { service: { name: "cart" }, port: 8000 },
      before: "STRICT",
      after: "PERMISSIVE",
    },
  ]);
});

test("where a PeerAuthentication already applies, the legacy policy had no say", () => {
  const index = shop([aLegacyPolicy("/default")], {
    peerAuthentications: [aPolicy("shop/wide", { mode: "PERMISSIVE" })],
  });
  expect(translated(index).differences).toEqual([]);
});

test("where one speaks for a scope already, nothing is made for it", () => {
  const legacyPolicies = [
    aLegacyPolicy("/default"),
    aLegacyPolicy("shop/default", { mtls: null }),
  ];
  const names = (path: string) =>
    translated(
      shop(legacyPolicies, { peerAuthentications: [aPolicy(path)] }),
    ).policies.map(({ namespace }) => namespace);
  expect(names("istio-system/mesh")).toEqual([]);
  expect(names("shop/wide")).toEqual(["istio-system"]);
});

test("targets that cannot be selected are told", () => {
  const targets = (name: string) => ({ targets: [{ name, ports: [] }] });
  const index = shop(
    [
      aLegacyPolicy("shop/a", targets("gone")),
      aLegacyPolicy("shop/b", targets("remote")),
    ],
    {
      services: [aService("shop/remote", { selector: null })],
    },
  );
  expect(translated(index).problems).toMatchObject([
    { policy: { name: "a" }, code: "service-not-found" },
    { policy: { name: "b" }, code: "service-without-selector" },
  ]);
});

test("a named port that differs between pods is told", () => {
  const port = {
    name: "http",
    port: 8000,
    targetPort: "web",
    protocol: "TCP",
    appProtocol: "http",
  };
  const index = shop(
    [aLegacyPolicy("shop/a", { targets: [{ name: "cart", ports: [8000] }] })],
    {
      services: [aService("shop/cart", { ports: [port] })],
      pods: [
        aPod("shop/cart-1", { containerPorts: [{ name: "web", port: 8080 }] }),
        aPod("shop/cart-2", { containerPorts: [{ name: "web", port: 9090 }] }),
      ],
    },
  );
  expect(translated(index).problems).toMatchObject([
    { code: "target-port-ambiguous" },
  ]);
});

test("no manifest replaces another one or an object that is there already", () => {
  const { policies } = translateLegacyPolicies(
    indexMesh(
      anInventory({
        meshConfig: { ...DEFAULT_MESH_CONFIG, enforcesLegacyPolicies: true },
        services: [aService("shop/default"), aService("shop/cart")],
        peerAuthentications: [
          aPolicy("shop/cart", { selector: { app: "bank" }, mode: "STRICT" }),
        ],
        legacyPolicies: [
          aLegacyPolicy("shop/default"),
          aLegacyPolicy("shop/one", {
            targets: [{ name: "default", ports: [] }],
          }),
          aLegacyPolicy("shop/two", { targets: [{ name: "cart", ports: [] }] }),
        ],
      }),
    ),
    NOW,
  );
  const names = policies.map(({ namespace, name }) => `${namespace}/${name}`);
  expect(new Set(names).size).toBe(names.length);
  expect(names).not.toContain("shop/cart");
});

test("a policy for the root namespace alone is a problem: without selector it would become the mesh's", () => {
  const { policies, problems } = translateLegacyPolicies(
    indexMesh(
      anInventory({
        meshConfig: { ...DEFAULT_MESH_CONFIG, enforcesLegacyPolicies: true },
        legacyPolicies: [aLegacyPolicy("istio-system/default")],
      }),
    ),
    NOW,
  );
  expect(policies).toHaveLength(1);
  expect(problems).toMatchObject([{ code: "root-namespace-only" }]);
});
