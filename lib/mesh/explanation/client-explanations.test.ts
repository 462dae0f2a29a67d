import { describe, expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import {
  DEFAULT_MESH_CONFIG,
  type Inventory,
  type Pod,
} from "@/lib/mesh/objects";
import {
  anAmbientPod,
  anInventory,
  aPod,
  aPolicy,
  aRule,
  aService,
  aTrafficPolicy,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { explainService } from "./explain-service";
import type { ClientExplanation } from "./explanation";
import {
  clients,
  host,
  losers,
  pods,
  ruleOf,
  sidecars,
} from "./testing/told-clients";

function only(found: readonly ClientExplanation[]): ClientExplanation {
  const [client, another] = found;
  if (!client || another) throw new Error(`${found.length} clients`);
  return client;
}

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
        aRule("bank/all", {
          host: "*.local",
          trafficPolicy: aTrafficPolicy("DISABLE"),
        }),
        aRule("shop/cart", {
          host,
          trafficPolicy: aTrafficPolicy("ISTIO_MUTUAL"),
        }),
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
          trafficPolicy: aTrafficPolicy("DISABLE"),
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
          trafficPolicy: aTrafficPolicy("DISABLE"),
        }),
      ],
    });
    expect(found.map(({ namespaces, sends }) => [namespaces, sends])).toEqual([
      [["post"], "plaintext"],
      [[], "mutual_tls"],
    ]);
  });

  test("tunnel past every rule where sidecars send HBONE and the pod takes it", () => {
    const parts: Partial<Inventory> = {
      pods: [anAmbientPod("shop/cart-1"), ...pods.slice(1)],
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
    const found = clients({
      pods: [...pods.slice(0, 2), anAmbientPod("post/mail-1")],
      peerAuthentications: [aPolicy("shop/default", { mode: "STRICT" })],
    });
    expect(found.find(({ kind }) => kind === "ztunnel")).toMatchObject({
      because: "endpoint-without-hbone",
      sends: "plaintext",
      outcome: { result: "fails", how: "plaintext-refused" },
    });
  });
});

test("those who fail stand first, then those who may, then those who send plaintext", () => {
  const results = (parts: Partial<Inventory>) =>
    clients(parts).map(({ kind, outcome }) => [kind, outcome.result]);
  expect(
    results({
      pods: [anAmbientPod("shop/cart-1"), ...pods.slice(1)],
      peerAuthentications: [aPolicy("shop/default", { mode: "STRICT" })],
    }),
  ).toEqual([
    ["none", "fails"],
    ["sidecar", "depends-on-hbone"],
    ["ztunnel", "works"],
  ]);
  expect(results({})).toEqual([
    ["none", "works"],
    ["sidecar", "works"],
  ]);
});
