import { describe, expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import {
  DEFAULT_MESH_CONFIG,
  type Inventory,
  type Labels,
  type Namespace,
  type Pod,
} from "@/lib/mesh/objects";
import {
  anAmbientPod,
  anInventory,
  aPod,
  aPolicy,
  aService,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import type { Finding } from "./finding";
import { proxyFindings } from "./proxy-findings";

const INJECTED = { "istio-injection": "enabled" };
const AMBIENT = { "istio.io/dataplane-mode": "ambient" };
const STATUS = { "sidecar.istio.io/status": "{}" };
const cart = aPod("shop/cart-1", { annotations: STATUS });
const bare = withoutProxy(aPod("shop/cart-2"));
const redirected = anAmbientPod("shop/cart-2");
const unlabelled: Pod = { ...cart, labels: { app: "cart" } };
const mislabelled = aPod("shop/cart-2", { longRunningContainers: ["cart"] });

function shop(labels: Labels): Pick<Inventory, "namespaces"> {
  const namespace: Namespace = { name: "shop", labels, annotations: {} };
  return { namespaces: [namespace] };
}

function findings(parts: Partial<Inventory>): Finding[] {
  const services = [aService("shop/cart")];
  return proxyFindings(
    indexMesh(anInventory({ services, ...shop(INJECTED), ...parts })),
  );
}

/** "warning proxy-missing 2": severity, code, pods. */
function told(parts: Partial<Inventory>): string[] {
  return findings(parts).map(
    ({ severity, code, params }) =>
      `${severity} ${code} ${"pods" in params ? params.pods : ""}`,
  );
}

describe("proxy-missing", () => {
  test("one finding for a workload, however many of its pods are older than the label", () => {
    const pods = [cart, bare, { ...bare, name: "cart-3" }];
    expect(findings({ pods })).toEqual([
      {
        code: "proxy-missing",
        severity: "warning",
        objects: [{ kind: "Deployment", namespace: "shop", name: "cart" }],
        services: [{ kind: "Service", namespace: "shop", name: "cart" }],
        params: { pods: 2 },
      },
    ]);
  });

  test.each<[string, Partial<Pod>]>([
    ["finished", { phase: "Failed" }],
    ["pending", { phase: "Pending" }],
    ["of the host network", { hostNetwork: true }],
    ["a gateway", { longRunningContainers: ["istio-proxy"] }],
    [
      "opted out",
      { labels: { app: "cart", "sidecar.istio.io/inject": "false" } },
    ],
  ])("a pod that is %s misses nothing", (_, parts) => {
    expect(told({ pods: [{ ...bare, ...parts }] })).toEqual([]);
  });

  test("where the namespace does not ask, or cannot be seen, nothing is missing", () => {
    expect(told({ pods: [bare], ...shop({}) })).toEqual([]);
    expect(told({ pods: [bare], namespaces: [] })).toEqual([]);
  });

  test("kube-system is never injected, whatever its labels", () => {
    const namespaces = [
      { name: "kube-system", labels: INJECTED, annotations: {} },
    ];
    const pods = [withoutProxy(aPod("kube-system/dns-1"))];
    expect(told({ namespaces, pods })).toEqual([]);
  });
});

describe("proxy-not-asked-for", () => {
  /** Only shop carries no label. */
  const others = ["web/page-1", "bank/safe-1"].map((path) => ({
    ...aPod(path),
    annotations: cart.annotations,
  }));
  const unlabelled = {
    namespaces: [
      ...shop({}).namespaces,
      { name: "web", labels: INJECTED, annotations: {} },
      { name: "bank", labels: INJECTED, annotations: {} },
    ],
  };

  test("a sidecar outlives the label that asked for it until the next start", () => {
    expect(told({ pods: [cart, ...others], ...unlabelled })).toEqual([
      "warning proxy-not-asked-for 1",
    ]);
  });

  test("where most namespaces with sidecars carry no label, the injector seems to ask for them", () => {
    expect(told({ pods: [cart], ...shop({}) })).toEqual([]);
    const refused = {
      ...cart,
      labels: { ...cart.labels, "sidecar.istio.io/inject": "false" },
    };
    expect(told({ pods: [refused], ...shop({}) })).toEqual([
      "warning proxy-not-asked-for 1",
    ]);
    expect(
      told({ pods: [cart], ...shop({ "istio-injection": "disabled" }) }),
    ).toEqual(["warning proxy-not-asked-for 1"]);
  });

  test("a sidecar of the pod's own template comes back with it", () => {
    expect(told({ pods: [aPod("shop/cart-1")], ...shop({}) })).toEqual([]);
  });

  test("nothing is said where the namespace cannot be seen, or still asks", () => {
    expect(told({ pods: [cart], namespaces: [] })).toEqual([]);
    expect(told({ pods: [cart] })).toEqual([]);
  });
});

describe("label-without-proxy", () => {
  const caller = aPod("bank/till-1");

  test("is an error where a sidecar believes the label", () => {
    expect(told({ pods: [mislabelled, caller], ...shop({}) })).toEqual([
      "error label-without-proxy 1",
    ]);
  });

  test("only deceives where nobody sends mutual TLS because of it", () => {
    expect(told({ pods: [mislabelled], ...shop({}) })).toEqual([
      "warning label-without-proxy 1",
    ]);
    const meshConfig = { ...DEFAULT_MESH_CONFIG, enableAutoMtls: false };
    expect(
      told({ pods: [mislabelled, caller], ...shop({}), meshConfig }),
    ).toEqual(["warning label-without-proxy 1"]);
  });

  test("a pod without proxy and without label tells no lie", () => {
    expect(told({ pods: [bare, caller], ...shop({}) })).toEqual([]);
  });
});

describe("proxy-without-label", () => {
  const peerAuthentications = [aPolicy("shop/default", { mode: "STRICT" })];

  test("is an error where its port is STRICT and clients send plaintext", () => {
    expect(told({ pods: [unlabelled], peerAuthentications })).toEqual([
      "error proxy-without-label 1",
    ]);
  });

  test("works in plaintext elsewhere, which is not what it looks like", () => {
    expect(told({ pods: [unlabelled] })).toEqual([
      "warning proxy-without-label 1",
    ]);
  });

  test("nobody reads the label where auto mTLS is off", () => {
    const meshConfig = { ...DEFAULT_MESH_CONFIG, enableAutoMtls: false };
    expect(told({ pods: [unlabelled], meshConfig })).toEqual([]);
  });
});

describe("ambient", () => {
  test("a running pod that is meant for it and not redirected", () => {
    expect(told({ pods: [bare], ...shop(AMBIENT) })).toEqual([
      "warning ambient-not-redirected 1",
    ]);
  });

  test("is not awaited by pods that are pending, redirected or opted out", () => {
    const out = {
      ...bare,
      labels: { app: "cart", "istio.io/dataplane-mode": "none" },
    };
    const pods = [{ ...bare, phase: "Pending" }, redirected, out];
    expect(told({ pods, ...shop(AMBIENT) })).toEqual([]);
  });

  test("a redirected pod that nothing asks for any longer", () => {
    expect(told({ pods: [redirected], ...shop({}) })).toEqual([
      "warning ambient-not-asked-for 1",
    ]);
    expect(told({ pods: [redirected], namespaces: [] })).toEqual([]);
  });
});
