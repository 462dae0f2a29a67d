import { describe, expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { ClientTlsMode } from "@/lib/mesh/mode";
import type {
  DestinationRule,
  Inventory,
  TrafficPolicy,
} from "@/lib/mesh/objects";
import {
  anInventory,
  aPod,
  aPolicy,
  aRule,
  aService,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { type ClientTls, resolveClientTls } from "./client-tls";

const injected = aPod("shop/cart-1");
const bare = withoutProxy(aPod("shop/cart-2"));

function policy(parts: Partial<TrafficPolicy>): TrafficPolicy {
  return { tls: null, portLevelSettings: [], passthrough: false, ...parts };
}

function cartRule(
  trafficPolicy: TrafficPolicy,
  parts: Partial<DestinationRule> = {},
): DestinationRule {
  return aRule("shop/cart", { host: "cart", trafficPolicy, ...parts });
}

function clientOf(parts: Partial<Inventory>, subset = ""): ClientTls {
  const inventory = anInventory({
    services: [aService("shop/cart")],
    pods: [injected],
    ...parts,
  });
  const [service] = inventory.services;
  const port = service?.ports[0];
  if (service === undefined || port === undefined)
    throw new Error("no service port");
  return resolveClientTls(
    indexMesh(inventory),
    { namespace: "web", labels: {} },
    service,
    port,
    subset,
  );
}

describe("a rule that says something counts for every endpoint (semantics B4)", () => {
  const cases: readonly [ClientTlsMode, string][] = [
    ["DISABLE", "plaintext"],
    ["SIMPLE", "tls"],
    ["MUTUAL", "tls"],
    ["ISTIO_MUTUAL", "mutual_tls"],
  ];
  test.each(cases)("%s sends %s", (tls, sent) => {
    const client = clientOf({ destinationRules: [cartRule(policy({ tls }))] });
    expect(client).toMatchObject({
      sends: sent,
      mode: tls,
      auto: false,
      rule: { name: "cart" },
    });
    expect(client.toEndpoint(bare, 8080)).toBe(sent);
  });

  test("a port entry takes the place of the rule's level", () => {
    const portLevelSettings = [{ port: 8000, tls: "ISTIO_MUTUAL" as const }];
    expect(
      clientOf({
        destinationRules: [
          cartRule(policy({ tls: "DISABLE", portLevelSettings })),
        ],
      }).sends,
    ).toBe("mutual_tls");
  });

  test("an entry for another port changes nothing", () => {
    const portLevelSettings = [{ port: 8080, tls: "DISABLE" as const }];
    expect(
      clientOf({
        destinationRules: [
          cartRule(policy({ tls: "ISTIO_MUTUAL", portLevelSettings })),
        ],
      }).sends,
    ).toBe("mutual_tls");
  });

  test("a port entry without tls leaves it to auto mTLS, but endpoints still see the level above", () => {
    const portLevelSettings = [{ port: 8000, tls: null }];
    const client = clientOf({
      destinationRules: [
        cartRule(policy({ tls: "DISABLE", portLevelSettings })),
      ],
    });
    expect(client).toMatchObject({ mode: null, auto: true });
    expect(client.toEndpoint(injected, 8080)).toBe("plaintext");
  });
});

describe("subsets", () => {
  const rule = (subset: TrafficPolicy | null) =>
    cartRule(policy({ tls: "ISTIO_MUTUAL" }), {
      subsets: [{ name: "v1", labels: {}, trafficPolicy: subset }],
    });

  const cases: readonly [string, TrafficPolicy | null, ClientTlsMode | null][] =
    [
      ["without a policy it keeps the rule's", null, "ISTIO_MUTUAL"],
      ["without tls it keeps the rule's", policy({}), "ISTIO_MUTUAL"],
      ["its tls replaces the rule's", policy({ tls: "SIMPLE" }), "SIMPLE"],
      [
        "its port entry replaces it, even by nothing",
        policy({ portLevelSettings: [{ port: 8000, tls: null }] }),
        null,
      ],
    ];
  test.each(cases)("%s", (_name, subset, mode) => {
    expect(clientOf({ destinationRules: [rule(subset)] }, "v1").mode).toBe(
      mode,
    );
  });
});

describe("auto mTLS", () => {
  test("decides per endpoint: the label first", () => {
    const client = clientOf({});
    expect(client).toMatchObject({
      sends: "per_endpoint",
      auto: true,
      rule: null,
    });
    expect(client.toEndpoint(injected, 8080)).toBe("mutual_tls");
    expect(client.toEndpoint(bare, 8080)).toBe("plaintext");
  });

  test("then the endpoint's own mode at its port", () => {
    const client = clientOf({
      peerAuthentications: [
        aPolicy("shop/cart", {
          selector: { app: "cart" },
          mode: "STRICT",
          portLevelMtls: { "9090": "DISABLE" },
        }),
      ],
    });
    expect(client.toEndpoint(injected, 8080)).toBe("mutual_tls");
    expect(client.toEndpoint(injected, 9090)).toBe("plaintext");
  });

  test("switched off means plaintext to everyone", () => {
    const { meshConfig } = anInventory();
    expect(
      clientOf({ meshConfig: { ...meshConfig, enableAutoMtls: false } }),
    ).toMatchObject({
      sends: "plaintext",
      mode: null,
      auto: false,
    });
  });

  test("stays in plaintext under a DISABLE namespace, although one workload says STRICT", () => {
    const client = clientOf({
      peerAuthentications: [
        aPolicy("shop/wide", { mode: "DISABLE" }),
        aPolicy("shop/cart", { selector: { app: "cart" }, mode: "STRICT" }),
      ],
    });
    expect(client.sends).toBe("plaintext");
  });

  test("one endpoint without label turns it off for a whole headless service", () => {
    const services = [aService("shop/cart", { headless: true })];
    expect(clientOf({ services, pods: [injected, bare] }).sends).toBe(
      "plaintext",
    );
    expect(clientOf({ services, pods: [injected] }).sends).toBe("mutual_tls");
    expect(clientOf({ services, pods: [] }).sends).toBe("plaintext");
  });

  test("PASSTHROUGH load balancing is treated the same", () => {
    const destinationRules = [cartRule(policy({ passthrough: true }))];
    expect(clientOf({ destinationRules, pods: [injected, bare] }).sends).toBe(
      "plaintext",
    );
    expect(clientOf({ destinationRules }).sends).toBe("mutual_tls");
  });

  test("names outside the mesh never get it", () => {
    const services = [
      aService("shop/cart", {
        type: "ExternalName",
        externalName: "example.org",
      }),
    ];
    expect(clientOf({ services })).toMatchObject({
      sends: "plaintext",
      auto: false,
    });
  });
});
