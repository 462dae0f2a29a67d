import { describe, expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import {
  DEFAULT_MESH_CONFIG,
  type Inventory,
  type Pod,
  type Service,
  type TrafficPolicy,
} from "@/lib/mesh/objects";
import {
  anInventory,
  aPod,
  aPolicy,
  aRule,
  aService,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { explainService } from "./explain-service";
import type { ClientExplanation, ClientRule } from "./explanation";

const cart = aService("shop/cart");
const host = "cart.shop.svc.cluster.local";
const pods = [aPod("shop/cart-1"), aPod("bank/till-1"), aPod("post/mail-1")];

function clients(
  parts: Partial<Inventory> = {},
  service: Service = cart,
): readonly ClientExplanation[] {
  const index = indexMesh(anInventory({ services: [service], pods, ...parts }));
  const [found] = explainService(index, service);
  if (!found) throw new Error("nothing explained");
  return found.clients;
}

function sidecars(
  parts: Partial<Inventory> = {},
  service: Service = cart,
): readonly ClientExplanation[] {
  return clients(parts, service).filter(({ kind }) => kind === "sidecar");
}

function only(found: readonly ClientExplanation[]): ClientExplanation {
  const [client, another] = found;
  if (!client || another) throw new Error(`${found.length} clients`);
  return client;
}

/** What a namespace is told, by name or among all others. */
function ruleOf(found: readonly ClientExplanation[], namespace: string) {
  const client =
    found.find(({ namespaces }) => namespaces.includes(namespace)) ??
    found.find(({ namespaces }) => namespaces.length === 0);
  if (!client?.rule) throw new Error(`nothing for ${namespace}`);
  return client.rule;
}

function losers({ losers: list }: ClientRule): string[] {
  return list.map(
    ({ object, says, reason }) =>
      `${object.namespace}/${object.name} ${says} ${reason}`,
  );
}

const tls = (mode: TrafficPolicy["tls"]): TrafficPolicy => ({
  tls: mode,
  portLevelSettings: [],
  passthrough: false,
});

describe("clients with a sidecar", () => {
  test("are one where nothing tells them apart, and auto mTLS speaks for them", () => {
    expect(only(sidecars())).toEqual({
      kind: "sidecar",
      namespaces: [],
      labels: null,
      subset: null,
      rule: {
        winner: null,
        foundIn: null,
        says: null,
        saidAt: null,
        mergedFrom: [],
        othersLeftOut: 0,
        losers: [],
      },
      sends: "mutual_tls",
      because: "auto-mtls",
      outcome: { result: "works", over: "mutual_tls" },
    });
  });

  test("whose namespace has a broad rule are not reached by the service's own, and fail at STRICT", () => {
    const found = sidecars({
      peerAuthentications: [aPolicy("shop/default", { mode: "STRICT" })],
      destinationRules: [
        aRule("bank/all", { host: "*.local", trafficPolicy: tls("DISABLE") }),
        aRule("shop/cart", { host, trafficPolicy: tls("ISTIO_MUTUAL") }),
      ],
    });
    expect(found[0]).toMatchObject({
      namespaces: ["bank"],
      sends: "plaintext",
      because: "rule",
      outcome: { result: "fails", how: "plaintext-refused" },
      rule: {
        winner: { namespace: "bank", name: "all" },
        foundIn: "client-namespace",
        says: "DISABLE",
        saidAt: "destination",
      },
    });
    expect(losers(ruleOf(found, "bank"))).toEqual([
      "shop/cart ISTIO_MUTUAL searched-later",
    ]);
    expect(
      found.find(({ namespaces }) => namespaces.length === 0),
    ).toMatchObject({
      rule: { foundIn: "service-namespace", says: "ISTIO_MUTUAL" },
      outcome: { result: "works", over: "mutual_tls" },
    });
  });

  test("infer plaintext where the namespace says DISABLE and only the workload STRICT", () => {
    const found = sidecars({
      peerAuthentications: [
        aPolicy("shop/default", { mode: "DISABLE" }),
        aPolicy("shop/cart", { selector: { app: "cart" }, mode: "STRICT" }),
      ],
    });
    expect(only(found)).toMatchObject({
      because: "auto-mtls-infers-disable",
      sends: "plaintext",
      outcome: { result: "fails", how: "plaintext-refused" },
    });
  });

  test("send plaintext to a pod whose label says it has no proxy, although it has one", () => {
    const unlabelled: Pod = { ...aPod("shop/cart-1"), labels: { app: "cart" } };
    expect(
      only(sidecars({ pods: [unlabelled, aPod("bank/till-1")] })),
    ).toMatchObject({ because: "endpoint-not-labelled", sends: "plaintext" });
  });

  test("send plaintext to a port whose own policy says DISABLE", () => {
    const found = sidecars({
      peerAuthentications: [
        aPolicy("shop/cart", { selector: { app: "cart" }, mode: "DISABLE" }),
      ],
    });
    expect(only(found)).toMatchObject({
      because: "endpoint-says-disable",
      outcome: { result: "works", over: "plaintext" },
    });
  });

  test("of a headless service send plaintext to all, because one endpoint has no proxy", () => {
    const headless = aService("shop/cart", { headless: true });
    const index = indexMesh(
      anInventory({
        services: [headless],
        pods: [...pods, withoutProxy(aPod("shop/cart-2"))],
        peerAuthentications: [aPolicy("shop/default", { mode: "STRICT" })],
      }),
    );
    const told = explainService(index, headless).map(
      ({ mode, clients: all }) => {
        const client = all.find(({ kind }) => kind === "sidecar");
        return [mode, client?.because, client?.outcome.result];
      },
    );
    expect(told).toEqual([
      ["STRICT", "auto-mtls-infers-disable", "fails"],
      [null, "auto-mtls-infers-disable", "works"],
    ]);
  });

  test("send plaintext where auto mTLS is off and no rule turns it on", () => {
    const meshConfig = { ...DEFAULT_MESH_CONFIG, enableAutoMtls: false };
    expect(only(sidecars({ meshConfig })).because).toBe("auto-mtls-off");
  });

  test("that a rule picks by label are told something of their own", () => {
    const found = sidecars({
      destinationRules: [
        aRule("bank/old-till", {
          host,
          workloadSelector: { app: "till" },
          trafficPolicy: tls("DISABLE"),
        }),
      ],
    });
    expect(
      found.map(({ namespaces, labels, because }) => [
        namespaces,
        labels,
        because,
      ]),
    ).toEqual([
      [["bank"], { app: "till" }, "rule"],
      [[], null, "auto-mtls"],
      [["bank"], null, "auto-mtls"],
    ]);
    expect(losers(ruleOf(found.slice(1), "bank"))).toEqual([
      "bank/old-till DISABLE selector-does-not-match",
    ]);
  });

  test("of a namespace that a rule is exported to by name are told apart from all others", () => {
    const found = sidecars({
      destinationRules: [
        aRule("shop/cart", {
          host,
          exportTo: ["post"],
          trafficPolicy: tls("DISABLE"),
        }),
      ],
    });
    expect(found.map(({ namespaces, sends }) => [namespaces, sends])).toEqual([
      [["post"], "plaintext"],
      [[], "mutual_tls"],
    ]);
  });

  test("tunnel past every rule where sidecars send HBONE and the pod takes it", () => {
    const [first, ...others] = pods;
    if (!first) throw new Error("no pod");
    const parts: Partial<Inventory> = {
      pods: [
        {
          ...withoutProxy(first),
          annotations: { "ambient.istio.io/redirection": "enabled" },
        },
        ...others,
      ],
      peerAuthentications: [aPolicy("shop/default", { mode: "STRICT" })],
    };
    const meshConfig = { ...DEFAULT_MESH_CONFIG, sidecarsSendHbone: true };
    expect(only(sidecars({ ...parts, meshConfig }))).toMatchObject({
      because: "hbone",
      sends: "mutual_tls",
      outcome: { result: "works", over: "mutual_tls" },
    });
    const without = { ...DEFAULT_MESH_CONFIG, sidecarsSendHbone: false };
    expect(only(sidecars({ ...parts, meshConfig: without })).outcome).toEqual({
      result: "fails",
      how: "refused-by-ztunnel",
    });
    expect(only(sidecars(parts)).outcome).toEqual({
      result: "depends-on-hbone",
    });
  });

  test("are not said to depend on HBONE where it changes nothing", () => {
    const parts = {
      peerAuthentications: [aPolicy("shop/default", { mode: "STRICT" })],
    };
    expect(only(sidecars(parts)).outcome.result).toBe("works");
  });
});

describe("other clients", () => {
  test("without proxy send plaintext, and STRICT refuses it", () => {
    expect(
      clients({
        peerAuthentications: [aPolicy("shop/default", { mode: "STRICT" })],
      })[0],
    ).toMatchObject({
      kind: "none",
      rule: null,
      because: "no-proxy",
      outcome: { result: "fails", how: "plaintext-refused" },
    });
  });

  test("in ambient reach a sidecar that takes no HBONE in plaintext, and are named only where there are any", () => {
    expect(clients().some(({ kind }) => kind === "ztunnel")).toBe(false);
    const mail: Pod = {
      ...withoutProxy(aPod("post/mail-1")),
      annotations: { "ambient.istio.io/redirection": "enabled" },
    };
    const found = clients({
      pods: [...pods.slice(0, 2), mail],
      peerAuthentications: [aPolicy("shop/default", { mode: "STRICT" })],
    });
    expect(found.find(({ kind }) => kind === "ztunnel")).toMatchObject({
      because: "endpoint-without-hbone",
      sends: "plaintext",
      outcome: { result: "fails", how: "plaintext-refused" },
    });
  });
});
