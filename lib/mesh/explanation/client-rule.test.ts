import { describe, expect, test } from "vitest";
import { DEFAULT_MESH_CONFIG, type Inventory } from "@/lib/mesh/objects";
import { aRule, aTrafficPolicy } from "@/lib/mesh/testing/inventory-builders";
import { host, losers, pods, ruleOf, sidecars } from "./testing/told-clients";

describe("clients with a rule", () => {
  test("that call a subset with its own policy stand apart, if the pod is in it", () => {
    const version = (name: string) => ({
      name,
      labels: { version: name },
      trafficPolicy: aTrafficPolicy("SIMPLE"),
    });
    const [first, ...others] = pods;
    if (!first) throw new Error("no pod");
    const found = sidecars({
      pods: [
        { ...first, labels: { ...first.labels, version: "v1" } },
        ...others,
      ],
      destinationRules: [
        aRule("shop/cart", {
          host,
          trafficPolicy: aTrafficPolicy("ISTIO_MUTUAL"),
          subsets: [version("v1"), version("v2")],
        }),
      ],
    });
    expect(
      found
        .filter(({ namespaces }) => namespaces.length === 0)
        .map(({ subset, sends, rule }) => [subset, sends, rule?.saidAt]),
    ).toEqual([
      ["v1", "tls", "subset"],
      [null, "mutual_tls", "destination"],
    ]);
  });

  test("follow a word of the destination past a port entry that says nothing", () => {
    const found = sidecars({
      destinationRules: [
        aRule("shop/cart", {
          host,
          trafficPolicy: aTrafficPolicy("DISABLE", {
            portLevelSettings: [{ port: 8000, tls: null }],
          }),
        }),
      ],
    });
    expect(found[0]).toMatchObject({
      because: "rule",
      sends: "plaintext",
      rule: { says: "DISABLE", saidAt: "destination" },
    });
  });

  test("do not follow it where nobody looks at the endpoint", () => {
    const found = sidecars({
      meshConfig: { ...DEFAULT_MESH_CONFIG, enableAutoMtls: false },
      destinationRules: [
        aRule("shop/cart", {
          host,
          trafficPolicy: aTrafficPolicy("ISTIO_MUTUAL", {
            portLevelSettings: [{ port: 8000, tls: null }],
          }),
        }),
      ],
    });
    expect(found[0]).toMatchObject({
      because: "auto-mtls-off",
      sends: "plaintext",
      rule: { says: null, saidAt: null },
    });
  });

  test("follow a port entry before the destination", () => {
    const found = sidecars({
      destinationRules: [
        aRule("shop/cart", {
          host,
          trafficPolicy: aTrafficPolicy("DISABLE", {
            portLevelSettings: [{ port: 8000, tls: "ISTIO_MUTUAL" }],
          }),
        }),
      ],
    });
    expect(found[0]?.rule).toMatchObject({
      says: "ISTIO_MUTUAL",
      saidAt: "port",
    });
  });

  test("follow the port entry of a subset before everything else", () => {
    const found = sidecars({
      destinationRules: [
        aRule("shop/cart", {
          host,
          trafficPolicy: aTrafficPolicy("DISABLE"),
          subsets: [
            {
              name: "all",
              labels: {},
              trafficPolicy: aTrafficPolicy("SIMPLE", {
                portLevelSettings: [{ port: 8000, tls: "ISTIO_MUTUAL" }],
              }),
            },
          ],
        }),
      ],
    });
    expect(found.find(({ subset }) => subset === "all")?.rule).toMatchObject({
      says: "ISTIO_MUTUAL",
      saidAt: "subset-port",
    });
  });
});

describe("rules that are passed over", () => {
  const told = (rules: Inventory["destinationRules"], namespace: string) =>
    losers(ruleOf(sidecars({ destinationRules: rules }), namespace));
  const later = { createdAt: "2026-02-01T00:00:00Z" };

  test("because a newer one of the same host in the same place loses its traffic policy", () => {
    const rules = [
      aRule("shop/a", { host, trafficPolicy: aTrafficPolicy("ISTIO_MUTUAL") }),
      aRule("shop/b", {
        ...later,
        host,
        trafficPolicy: aTrafficPolicy("DISABLE"),
      }),
      aRule("shop/c", { ...later, host }),
    ];
    expect(told(rules, "shop")).toEqual([
      "shop/b DISABLE merged-without-traffic-policy",
    ]);
    expect(
      ruleOf(sidecars({ destinationRules: rules }), "shop").mergedFrom,
    ).toMatchObject([{ name: "c" }]);
  });

  test("because another of the same place has the closer host", () => {
    expect(
      told(
        [
          aRule("shop/all", {
            host: "*.local",
            trafficPolicy: aTrafficPolicy("DISABLE"),
          }),
          aRule("shop/cart", {
            host,
            trafficPolicy: aTrafficPolicy("ISTIO_MUTUAL"),
          }),
        ],
        "shop",
      ),
    ).toEqual(["shop/all DISABLE less-specific-host"]);
  });

  test("because they are exported to others only", () => {
    expect(
      told(
        [
          aRule("shop/cart", {
            host,
            exportTo: ["post"],
            trafficPolicy: aTrafficPolicy("ISTIO_MUTUAL"),
          }),
        ],
        "shop",
      ),
    ).toEqual(["shop/cart ISTIO_MUTUAL not-exported"]);
  });

  test("because of rules that stand apart, the newest counts", () => {
    expect(
      told(
        [
          aRule("shop/a", {
            host,
            exportTo: ["bank"],
            trafficPolicy: aTrafficPolicy("DISABLE"),
          }),
          aRule("shop/b", { ...later, host, exportTo: ["*"] }),
        ],
        "bank",
      ),
    ).toEqual(["shop/a DISABLE another-of-same-host"]);
  });

  test("because they were merged into one that this client does not see", () => {
    const rules = [
      aRule("shop/a", { host, exportTo: ["post"] }),
      aRule("shop/b", {
        ...later,
        host,
        exportTo: ["post", "bank"],
        trafficPolicy: aTrafficPolicy("DISABLE"),
      }),
    ];
    expect(told(rules, "bank")).toContain("shop/b DISABLE merged-out-of-sight");
  });

  test("unless they are about another host", () => {
    expect(
      told([aRule("shop/till", { host: "till", exportTo: ["."] })], "shop"),
    ).toEqual([]);
  });

  test("unless they live in a namespace that nobody searches", () => {
    const found = sidecars({
      destinationRules: [
        aRule("post/cart", { host, trafficPolicy: aTrafficPolicy("DISABLE") }),
      ],
    });
    expect(ruleOf(found, "post").winner).not.toBeNull();
    const others = found.filter(
      ({ namespaces }) => !namespaces.includes("post"),
    );
    expect(others.every(({ rule }) => rule?.losers.length === 0)).toBe(true);
  });
});
