import { describe, expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import {
  DEFAULT_MESH_CONFIG,
  type Inventory,
  type Pod,
} from "@/lib/mesh/objects";
import {
  aLegacyPolicy,
  anAmbientPod,
  anInventory,
  aPod,
  aPolicy,
  aService,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { explainService } from "./explain-service";

const cart = aService("shop/cart");
const strict = [aPolicy("istio-system/default", { mode: "STRICT" })];
const pod = aPod("shop/cart-1");
const ambient = anAmbientPod("shop/cart-1");

function all(pods: Pod[], parts: Partial<Inventory> = {}, service = cart) {
  const index = indexMesh(
    anInventory({
      services: [service],
      pods,
      peerAuthentications: strict,
      ...parts,
    }),
  );
  return explainService(index, service);
}

function one(only: Pod, parts: Partial<Inventory> = {}, service = cart) {
  const [found, another] = all([only], parts, service).filter(
    ({ servicePort }) => service.ports.length === 0 || servicePort !== null,
  );
  if (!found || another) throw new Error("not one explanation");
  return found;
}

describe("enforcement", () => {
  test("is the sidecar's, and what is asked is what is done", () => {
    expect(one(pod)).toMatchObject({
      asked: "STRICT",
      mode: "STRICT",
      enforcement: { point: "sidecar", because: "sidecar-container" },
    });
  });

  test.each<[string, Partial<Pod>, string]>([
    [
      "an excluded port",
      {
        annotations: {
          "traffic.sidecar.istio.io/excludeInboundPorts": "8080",
        },
      },
      "excluded-port",
    ],
    ["a pod on the node's network", { hostNetwork: true }, "host-network"],
    [
      "a gateway",
      { annotations: { "inject.istio.io/templates": "gateway" } },
      "gateway",
    ],
    [
      "a gRPC server without proxy",
      { annotations: { "inject.istio.io/templates": "grpc-agent" } },
      "proxyless-grpc",
    ],
    ["a pod without proxy", { longRunningContainers: ["cart"] }, "no-proxy"],
  ])("is nobody's at %s, whatever STRICT says", (_, parts, because) => {
    expect(one({ ...pod, ...parts })).toMatchObject({
      asked: "STRICT",
      mode: null,
      enforcement: { point: "none", because, attached: [] },
    });
  });

  test("follows the weaker policy of another Service on the same port, under legacy policies", () => {
    const beside = { ...aService("shop/beside"), selector: { app: "cart" } };
    const policy = (name: string, mode: "STRICT" | "PERMISSIVE") =>
      aLegacyPolicy(`shop/${name}`, {
        targets: [{ name, ports: [] }],
        mtls: { mode, allowTls: false },
      });
    const found = one(pod, {
      services: [cart, beside],
      peerAuthentications: [],
      legacyPolicies: [
        policy("cart", "STRICT"),
        policy("beside", "PERMISSIVE"),
      ],
      meshConfig: { ...DEFAULT_MESH_CONFIG, enforcesLegacyPolicies: true },
    });
    expect(found).toMatchObject({
      asked: "STRICT",
      mode: "PERMISSIVE",
      enforcement: { because: "shared-port" },
    });
  });

  test("is nobody's where the port is not TCP", () => {
    const dns = aService("shop/cart", {
      ports: cart.ports.map((port) => ({ ...port, protocol: "UDP" })),
    });
    expect(one(pod, {}, dns).enforcement).toMatchObject({
      point: "none",
      because: "not-tcp",
    });
  });

  test("is ztunnel's in ambient, with the rule set it was given", () => {
    expect(one(ambient)).toMatchObject({
      mode: "STRICT",
      enforcement: {
        point: "ztunnel",
        because: "ambient-redirection",
        attached: ["istio-system/istio_converted_static_strict"],
      },
    });
  });

  test("deviates in ambient where a namespace policy says UNSET under a STRICT mesh: the set is attached but never made", () => {
    const found = one(ambient, {
      peerAuthentications: [
        ...strict,
        aPolicy("shop/default"),
        aPolicy("shop/cart", {
          selector: { app: "cart" },
          portLevelMtls: { "9090": "PERMISSIVE" },
        }),
      ],
    });
    expect(found).toMatchObject({
      asked: "STRICT",
      mode: "PERMISSIVE",
      enforcement: {
        because: "ambient-rule-set",
        attached: ["shop/converted_peer_authentication_cart"],
      },
    });
  });

  test("deviates in ambient from DISABLE, which ztunnel does not know", () => {
    const found = one(ambient, {
      peerAuthentications: [aPolicy("shop/default", { mode: "DISABLE" })],
    });
    expect(found).toMatchObject({
      asked: "DISABLE",
      mode: "PERMISSIVE",
      enforcement: { because: "ambient-rule-set", attached: [] },
    });
  });
});

describe("a port that no service declares", () => {
  test("is explained where a workload policy makes an exception of it", () => {
    const found = all([pod], {
      peerAuthentications: [
        aPolicy("shop/cart", {
          selector: { app: "cart" },
          mode: "STRICT",
          portLevelMtls: { "9102": "PERMISSIVE" },
        }),
      ],
    });
    expect(found).toMatchObject([
      { servicePort: { port: 8000 }, mode: "STRICT" },
      { servicePort: null, targetPort: 9102, mode: "PERMISSIVE" },
    ]);
  });
});

describe("pods", () => {
  test("of one workload that are decided alike are one; one without proxy stands apart", () => {
    const found = all([
      pod,
      aPod("shop/cart-2"),
      withoutProxy(aPod("shop/cart-3")),
    ]);
    expect(
      found.map(({ pods, mode }) => [pods.count, pods.example.name, mode]),
    ).toEqual([
      [2, "cart-1", "STRICT"],
      [1, "cart-3", null],
    ]);
  });

  test("that a policy selects by another label stand apart", () => {
    const v2 = aPod("shop/cart-2");
    const found = all(
      [pod, { ...v2, labels: { ...v2.labels, version: "v2" } }],
      {
        peerAuthentications: [
          aPolicy("shop/v2", { selector: { version: "v2" }, mode: "STRICT" }),
        ],
      },
    );
    expect(found.map(({ mode }) => mode)).toEqual(["PERMISSIVE", "STRICT"]);
  });

  test("that end in the same mode by another policy stand apart", () => {
    const v2 = aPod("shop/cart-2");
    const found = all(
      [pod, { ...v2, labels: { ...v2.labels, version: "v2" } }],
      {
        peerAuthentications: [
          ...strict,
          aPolicy("shop/v2", { selector: { version: "v2" }, mode: "STRICT" }),
        ],
      },
    );
    expect(found.map(({ mode }) => mode)).toEqual(["STRICT", "STRICT"]);
  });

  test("that clients treat differently stand apart: one lacks the label", () => {
    const found = all([
      pod,
      { ...aPod("shop/cart-2"), labels: { app: "cart" } },
    ]);
    expect(found.map(({ pods }) => pods.count)).toEqual([1, 1]);
  });

  test("stand apart where one of them excludes the port", () => {
    const annotations = {
      "traffic.sidecar.istio.io/excludeInboundPorts": "8080",
    };
    const found = all([pod, { ...aPod("shop/cart-2"), annotations }]);
    expect(found.map(({ mode }) => mode)).toEqual(["STRICT", null]);
  });

  test("of a service without ports are explained at each port they list", () => {
    const headless = aService("shop/cart", { headless: true, ports: [] });
    const found = all(
      [
        {
          ...pod,
          containerPorts: [
            { name: "http", port: 8080 },
            { name: "metrics", port: 9090 },
          ],
        },
        { ...aPod("shop/cart-2"), containerPorts: [] },
      ],
      {},
      headless,
    );
    expect(
      found.map(({ servicePort, targetPort, pods }) => [
        servicePort,
        targetPort,
        pods.example.name,
      ]),
    ).toEqual([
      [null, 0, "cart-2"],
      [null, 8080, "cart-1"],
      [null, 9090, "cart-1"],
    ]);
  });

  test("that are not there are not explained", () => {
    expect(all([])).toEqual([]);
  });
});
