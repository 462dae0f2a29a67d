import { describe, expect, test } from "vitest";
import {
  DEFAULT_MESH_CONFIG,
  type DestinationRule,
  type Labels,
  type MeshConfig,
} from "@/lib/mesh/objects";
import { aRule, aTrafficPolicy } from "@/lib/mesh/testing/inventory-builders";
import {
  type ConsolidatedRule,
  destinationRuleCandidates,
  destinationRuleFor,
  indexDestinationRules,
} from "./destination-rule";

const HOST = "cart.shop.svc.cluster.local";

function rule(
  path: string,
  parts: Partial<DestinationRule> = {},
): DestinationRule {
  return aRule(path, {
    host: HOST,
    trafficPolicy: aTrafficPolicy("DISABLE"),
    ...parts,
  });
}

function found(
  rules: readonly DestinationRule[],
  clientNamespace: string,
  labels: Labels = {},
  meshConfig: MeshConfig = DEFAULT_MESH_CONFIG,
): ConsolidatedRule | null {
  return destinationRuleFor(
    indexDestinationRules(rules, meshConfig),
    { namespace: clientNamespace, labels },
    HOST,
    "shop",
  );
}

describe("where a client looks (semantics B2)", () => {
  const cases: readonly [
    string,
    readonly DestinationRule[],
    string,
    string | null,
  ][] = [
    [
      "its own namespace comes first",
      [rule("web/mine"), rule("shop/theirs")],
      "web",
      "mine",
    ],
    [
      "then the service's namespace",
      [rule("shop/theirs"), rule("istio-system/mesh")],
      "web",
      "theirs",
    ],
    ["then the root namespace", [rule("istio-system/mesh")], "web", "mesh"],
    ["never a third namespace", [rule("bank/other")], "web", null],
    [
      "a broad rule of its own hides an exact one of the service's namespace",
      [rule("web/broad", { host: "*.local" }), rule("shop/exact")],
      "web",
      "broad",
    ],
    [
      "within one namespace the exact host wins",
      [rule("shop/broad", { host: "*.local" }), rule("shop/exact")],
      "web",
      "exact",
    ],
    [
      "a short host means the rule's namespace",
      [rule("web/short", { host: "cart" })],
      "web",
      null,
    ],
    [
      "and is found where that is the service's",
      [rule("shop/short", { host: "cart" })],
      "web",
      "short",
    ],
    [
      "a private rule stays at home",
      [rule("shop/private", { exportTo: ["."] })],
      "web",
      null,
    ],
    [
      "and works there",
      [rule("shop/private", { exportTo: ["."] })],
      "shop",
      "private",
    ],
    [
      "an export by name reaches the named",
      [rule("shop/named", { exportTo: ["web"] })],
      "web",
      "named",
    ],
    [
      "and nobody else, its own namespace included",
      [rule("shop/named", { exportTo: ["web"] })],
      "shop",
      null,
    ],
    [
      "where the best host is not exported, a lesser one of that place is not tried",
      [
        rule("shop/exact", { exportTo: ["bank"] }),
        rule("shop/broad", { host: "*.local" }),
      ],
      "web",
      null,
    ],
    [
      "but the search goes on to the root namespace",
      [rule("shop/exact", { exportTo: ["bank"] }), rule("istio-system/mesh")],
      "web",
      "mesh",
    ],
    [
      "a client in the root namespace looks at the service's rules before its own public ones",
      [rule("istio-system/mesh", { host: "*.local" }), rule("shop/theirs")],
      "istio-system",
      "theirs",
    ],
    [
      "but at its private ones first",
      [rule("istio-system/private", { exportTo: ["."] }), rule("shop/theirs")],
      "istio-system",
      "private",
    ],
  ];
  test.each(cases)("%s", (_name, rules, client, name) => {
    expect(found(rules, client)?.rule.name ?? null).toBe(name);
  });

  test("the mesh's default export can make rules private", () => {
    const meshConfig = {
      ...DEFAULT_MESH_CONFIG,
      defaultDestinationRuleExportTo: ["."],
    };
    expect(found([rule("shop/plain")], "web", {}, meshConfig)).toBeNull();
    expect(found([rule("shop/plain")], "shop", {}, meshConfig)?.rule.name).toBe(
      "plain",
    );
  });
});

describe("workload selectors", () => {
  const mine = rule("web/mine", { workloadSelector: { app: "front" } });
  const general = rule("web/general", { createdAt: "2026-03-01T00:00:00Z" });

  test("the rule that selects the client wins over the one for all", () => {
    expect(found([general, mine], "web", { app: "front" })?.rule.name).toBe(
      "mine",
    );
  });

  test("the others get the one for all", () => {
    expect(found([general, mine], "web", { app: "back" })?.rule.name).toBe(
      "general",
    );
  });

  test("a selecting rule never reaches another namespace, whatever it exports", () => {
    const exported = rule("shop/selecting", {
      exportTo: ["*"],
      workloadSelector: { app: "front" },
    });
    expect(found([exported], "web", { app: "front" })).toBeNull();
  });
});

describe("merging rules of one host and namespace (semantics B3)", () => {
  const older = rule("shop/older", {
    trafficPolicy: null,
    subsets: [{ name: "v1", labels: {}, trafficPolicy: null }],
  });
  const newer = rule("shop/newer", {
    createdAt: "2026-03-01T00:00:00Z",
    trafficPolicy: aTrafficPolicy("ISTIO_MUTUAL"),
    subsets: [
      { name: "v1", labels: {}, trafficPolicy: aTrafficPolicy("DISABLE") },
      { name: "v2", labels: {}, trafficPolicy: null },
    ],
  });

  test("the older one takes new subsets, and a traffic policy only where it has none", () => {
    const merged = found([newer, older], "web");
    expect(merged).toMatchObject({
      rule: { name: "older" },
      from: [{ name: "older" }, { name: "newer" }],
      trafficPolicyFrom: { name: "newer" },
      trafficPolicy: { tls: "ISTIO_MUTUAL" },
      subsets: [{ name: "v1", trafficPolicy: null }, { name: "v2" }],
    });
  });

  test("an empty traffic policy is one, and keeps the newer one out", () => {
    const empty = aTrafficPolicy(null);
    expect(
      found([newer, { ...older, trafficPolicy: empty }], "web")?.trafficPolicy
        ?.tls,
    ).toBeNull();
  });

  test("different audiences stay apart", () => {
    const rules = [
      rule("shop/a", { exportTo: ["web"] }),
      rule("shop/b", { exportTo: ["bank"] }),
    ];
    expect(found(rules, "web")?.rule.name).toBe("a");
    expect(found(rules, "bank")?.rule.name).toBe("b");
  });

  test("a newer rule with a wider audience vanishes for those that only it names", () => {
    const rules = [
      rule("shop/older", { exportTo: ["web"] }),
      rule("shop/wider", {
        exportTo: ["web", "bank"],
        createdAt: "2026-03-01T00:00:00Z",
      }),
    ];
    expect(found(rules, "bank")).toBeNull();
  });

  const fronts = { workloadSelector: { app: "front" } };
  const backs = { workloadSelector: { app: "back" } };
  const day = (n: number) => ({ createdAt: `2026-03-0${n}T00:00:00Z` });
  const mergedFrom = (rules: readonly DestinationRule[]) =>
    destinationRuleCandidates(
      indexDestinationRules(rules, DEFAULT_MESH_CONFIG),
      "web",
      HOST,
      "shop",
    ).map(({ from }) => from.map(({ name }) => name));

  test("equal selectors merge, different ones stand side by side", () => {
    expect(
      mergedFrom([
        rule("web/a", { ...fronts, ...day(1) }),
        rule("web/b", { ...fronts, ...day(2) }),
        rule("web/c", { ...backs, ...day(3) }),
      ]),
    ).toEqual([["a", "b"], ["c"]]);
  });

  test("a rule merged into an earlier entry stands alone too where a later entry differs", () => {
    expect(
      mergedFrom([
        rule("web/a", { ...fronts, ...day(1) }),
        rule("web/b", { ...backs, ...day(2) }),
        rule("web/c", { ...fronts, ...day(3) }),
      ]),
    ).toEqual([["a", "c"], ["b"], ["c"]]);
  });

  test("a private rule for all clients vanishes into one that selects", () => {
    const rules = [
      rule("web/a", fronts),
      rule("web/all", { ...day(2), exportTo: ["."] }),
    ];
    expect(mergedFrom(rules)).toEqual([["a", "all"]]);
    expect(found(rules, "web", { app: "back" })).toBeNull();
  });

  test("a public one stands beside it", () => {
    expect(
      mergedFrom([rule("web/a", fronts), rule("web/all", day(2))]),
    ).toEqual([["a"], ["all"]]);
  });
});
