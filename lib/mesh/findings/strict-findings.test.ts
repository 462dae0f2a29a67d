import { describe, expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import {
  DEFAULT_MESH_CONFIG,
  type Inventory,
  type Namespace,
  type Pod,
} from "@/lib/mesh/objects";
import {
  anInventory,
  aPod,
  aPolicy,
  aRule,
  aService,
  aTrafficPolicy,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { policyFindings } from "./policy-findings";

function namespace(name: string, labels = {}): Namespace {
  return { name, labels, annotations: {} };
}

const cart = aPod("shop/cart-1");
const bare = withoutProxy(aPod("shop/cart-2"));
const world = {
  namespaces: [namespace("shop", { "istio-injection": "enabled" })],
  services: [aService("shop/cart")],
  pods: [cart],
};
const strictWide = aPolicy("shop/default", { mode: "STRICT" });
const strictMesh = aPolicy("istio-system/default", { mode: "STRICT" });
const strictCart = aPolicy("shop/cart", {
  mode: "STRICT",
  selector: { app: "cart" },
});

/** "error strict-without-proxy default, cart {…}": severity, code, names of the objects, figures. */
function told(parts: Partial<Inventory>): string[] {
  return policyFindings(indexMesh(anInventory({ ...world, ...parts }))).map(
    ({ severity, code, objects, params }) =>
      `${severity} ${code} ${objects.map(({ name }) => name).join(", ")} ${JSON.stringify(params)}`,
  );
}

describe("strict-without-proxy", () => {
  const found = 'error strict-without-proxy default, cart {"pods":1}';
  function among(pod: Pod, ...policies: Inventory["peerAuthentications"]) {
    return told({ pods: [cart, pod], peerAuthentications: policies });
  }

  test("counts pods that look closed and are open", () => {
    expect(among(bare, strictWide)).toEqual([found]);
    expect(among(bare, strictMesh)).toEqual([found]);
  });

  test("is no error for pods that keep proxies away on purpose, unless the policy names them", () => {
    const refusing = {
      ...bare,
      labels: { ...bare.labels, "sidecar.istio.io/inject": "false" },
    };
    expect(among(refusing, strictWide)).toEqual([
      'warning strict-without-proxy default, cart {"pods":1}',
    ]);
    expect(among(refusing, strictCart)).toEqual([
      'error strict-without-proxy cart, cart {"pods":1}',
    ]);
  });

  test("a mesh policy is not held against namespaces that never asked for proxies", () => {
    const outside = withoutProxy(aPod("erp/ledger-1"));
    const dns = withoutProxy(aPod("kube-system/dns-1"));
    const istiod = withoutProxy(aPod("istio-system/istiod-1"));
    expect(
      told({
        namespaces: [
          ...world.namespaces,
          namespace("erp"),
          namespace("kube-system"),
          namespace("istio-system"),
        ],
        pods: [cart, outside, dns, istiod],
        peerAuthentications: [strictMesh],
      }),
    ).toEqual([]);
  });

  test.each([
    ["finished", { phase: "Succeeded" }],
    ["pending", { phase: "Pending" }],
    ["of the host network", { hostNetwork: true }],
    ["a gateway", { longRunningContainers: ["istio-proxy"] }],
    ["not known to listen", { containerPorts: [], labels: { job: "x" } }],
  ])("a pod that is %s is not counted", (_, parts) => {
    expect(among({ ...bare, ...parts }, strictWide)).toEqual([]);
  });

  test("nothing is claimed where the pod's port is open by policy", () => {
    const metrics = aPolicy("shop/cart", {
      mode: "STRICT",
      selector: { app: "cart" },
      portLevelMtls: { "8080": "PERMISSIVE" },
    });
    expect(among(bare, metrics)).toEqual([]);
  });
});

describe("strict-on-excluded-port", () => {
  const excluding = aPod("shop/cart-1", {
    annotations: { "traffic.sidecar.istio.io/excludeInboundPorts": "8080" },
  });

  test("is an error where the policy lists the port", () => {
    const listing = aPolicy("shop/cart", {
      selector: { app: "cart" },
      portLevelMtls: { "8080": "STRICT" },
    });
    expect(told({ pods: [excluding], peerAuthentications: [listing] })).toEqual(
      ['error strict-on-excluded-port cart, cart {"port":8080,"pods":1}'],
    );
  });

  test("deceives where a service leads to a port that only looks closed", () => {
    expect(
      told({ pods: [excluding], peerAuthentications: [strictWide] }),
    ).toEqual([
      'warning strict-on-excluded-port default, cart {"port":8080,"pods":1}',
    ]);
  });

  test("an excluded metrics port that no service leads to is what it looks like", () => {
    const metrics = aPod("shop/cart-1", {
      annotations: { "traffic.sidecar.istio.io/excludeInboundPorts": "9102" },
      containerPorts: [
        { name: "http", port: 8080 },
        { name: "metrics", port: 9102 },
        { name: "http-envoy-prom", port: 15090 },
      ],
    });
    expect(
      told({ pods: [metrics], peerAuthentications: [strictWide] }),
    ).toEqual([]);
  });
});

describe("strict-under-disable", () => {
  const disabled = aPolicy("shop/default", { mode: "DISABLE" });
  const peerAuthentications = [disabled, strictCart];

  test("auto mTLS clients look at the namespace alone, and are refused", () => {
    expect(told({ peerAuthentications })).toEqual([
      "error strict-under-disable default, cart {}",
    ]);
    expect(
      told({
        peerAuthentications: [
          aPolicy("istio-system/mesh", { mode: "DISABLE" }),
          strictCart,
        ],
      }),
    ).toEqual(["error strict-under-disable mesh, cart {}"]);
  });

  test("a rule that makes every client use mutual TLS mends it", () => {
    const rule = aRule("shop/cart", {
      host: "cart",
      trafficPolicy: aTrafficPolicy("ISTIO_MUTUAL"),
    });
    expect(told({ peerAuthentications, destinationRules: [rule] })).toEqual([]);
  });

  test("below PERMISSIVE clients see each endpoint's own mode, and what fails there has another cause", () => {
    const mild = [aPolicy("shop/default", { mode: "PERMISSIVE" }), strictCart];
    const unlabelled = aPod("shop/cart-1", { labels: { app: "cart" } });
    expect(told({ peerAuthentications: mild })).toEqual([]);
    expect(told({ pods: [unlabelled], peerAuthentications: mild })).toEqual([]);
  });

  test("without auto mTLS it is not the parent that makes calls fail", () => {
    const meshConfig = { ...DEFAULT_MESH_CONFIG, enableAutoMtls: false };
    expect(told({ peerAuthentications, meshConfig })).toEqual([]);
  });

  test("HBONE may reach such a pod: certain where sidecars send it, possible where that is not known", () => {
    const tunnelled = aPod("shop/cart-1", {
      labels: { ...cart.labels, "networking.istio.io/tunnel": "http" },
    });
    const pods = [tunnelled];
    expect(told({ pods, peerAuthentications })).toEqual([
      "warning strict-under-disable default, cart {}",
    ]);
    const meshConfig = { ...DEFAULT_MESH_CONFIG, sidecarsSendHbone: true };
    expect(told({ pods, peerAuthentications, meshConfig })).toEqual([]);
  });
});

describe("permissive-proxyless-grpc", () => {
  const agent = aPod("shop/cart-1", {
    annotations: { "inject.istio.io/templates": "grpc-agent" },
  });

  test("says what stands in for PERMISSIVE, with and without the label", () => {
    const unlabelled = { ...agent, labels: { app: "cart" } };
    expect(told({ pods: [agent] })).toEqual([
      'warning permissive-proxyless-grpc cart {"pods":1,"actsAs":"STRICT"}',
    ]);
    expect(told({ pods: [unlabelled] })).toEqual([
      'warning permissive-proxyless-grpc cart {"pods":1,"actsAs":"DISABLE"}',
    ]);
  });

  test("STRICT and DISABLE are as they are", () => {
    for (const mode of ["STRICT", "DISABLE"] as const) {
      const peerAuthentications = [aPolicy("shop/default", { mode })];
      expect(told({ pods: [agent], peerAuthentications })).toEqual([]);
    }
  });
});
