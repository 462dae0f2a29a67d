import { describe, expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type {
  Inventory,
  Namespace,
  PeerAuthentication,
  Pod,
} from "@/lib/mesh/objects";
import {
  anInventory,
  aPod,
  aPolicy,
  aService,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import type { Finding } from "./finding";
import { policyFindings } from "./policy-findings";

const OLDER = { createdAt: "2025-06-01T00:00:00Z" };
const shop: Namespace = {
  name: "shop",
  labels: { "istio-injection": "enabled" },
  annotations: {},
};
const world = {
  namespaces: [shop],
  services: [aService("shop/cart")],
  pods: [aPod("shop/cart-1"), aPod("shop/cart-2")],
};

function findings(parts: Partial<Inventory>): Finding[] {
  return policyFindings(indexMesh(anInventory({ ...world, ...parts })));
}

/** "error policy-shadowed wide, default": severity, code and the names of the objects. */
function told(parts: Partial<Inventory>): string[] {
  return findings(parts).map(
    ({ severity, code, objects }) =>
      `${severity} ${code} ${objects.map(({ name }) => name).join(", ")}`,
  );
}

function under(...peerAuthentications: PeerAuthentication[]): string[] {
  return told({ peerAuthentications });
}

function forCart(
  name: string,
  parts: Partial<PeerAuthentication>,
): PeerAuthentication {
  return aPolicy(`shop/${name}`, { selector: { app: "cart" }, ...parts });
}

function gateway(path: string): Pod {
  return aPod(path, { longRunningContainers: ["istio-proxy"] });
}

const strictWide = aPolicy("shop/default", { mode: "STRICT" });

describe("policy-shadowed", () => {
  const open = aPolicy("shop/default", { mode: "PERMISSIVE", ...OLDER });

  test("a younger namespace policy that would close what is open is an error", () => {
    expect(under(open, aPolicy("shop/wide", { mode: "STRICT" }))).toEqual([
      "error policy-shadowed wide, default",
    ]);
  });

  test("one that says what the older one says is dead weight", () => {
    expect(under(open, aPolicy("shop/wide", { mode: "PERMISSIVE" }))).toEqual([
      "info policy-shadowed wide, default",
    ]);
  });

  test("one that would open what is closed only deceives", () => {
    expect(
      under(
        aPolicy("shop/default", { mode: "STRICT", ...OLDER }),
        aPolicy("shop/wide", { mode: "PERMISSIVE" }),
      ),
    ).toEqual(["warning policy-shadowed wide, default"]);
  });

  test("nothing stands open where a policy for the workload closes it", () => {
    expect(
      under(
        open,
        aPolicy("shop/wide", { mode: "STRICT" }),
        forCart("cart", { mode: "STRICT" }),
      ),
    ).toEqual(["warning policy-shadowed wide, default"]);
  });

  test("of two for the mesh the younger is not heard, and a namespace's own is no rival", () => {
    expect(
      under(
        aPolicy("istio-system/a", { mode: "PERMISSIVE", ...OLDER }),
        aPolicy("istio-system/b", { mode: "STRICT" }),
        aPolicy("shop/default", { mode: "PERMISSIVE" }),
      ),
    ).toEqual(["warning policy-shadowed b, a"]);
  });

  test("where ambient passes over an empty selector, the younger mesh policy is heard", () => {
    const ambient = {
      ...withoutProxy(aPod("shop/cart-1")),
      annotations: { "ambient.istio.io/redirection": "enabled" },
    };
    const peerAuthentications = [
      aPolicy("istio-system/a", { mode: "STRICT", selector: {}, ...OLDER }),
      aPolicy("istio-system/b", { mode: "PERMISSIVE" }),
    ];
    expect(told({ peerAuthentications, pods: [ambient] })).toEqual([]);
    expect(told({ peerAuthentications })).toEqual([
      "warning policy-shadowed b, a",
    ]);
  });

  test("a workload policy is shadowed where an older one selects all its pods", () => {
    const [finding] = findings({
      peerAuthentications: [
        forCart("old", { mode: "PERMISSIVE", ...OLDER }),
        forCart("new", { mode: "STRICT" }),
      ],
    });
    expect(finding).toEqual({
      code: "policy-shadowed",
      severity: "error",
      objects: [
        { kind: "PeerAuthentication", namespace: "shop", name: "new" },
        { kind: "PeerAuthentication", namespace: "shop", name: "old" },
      ],
      services: [{ kind: "Service", namespace: "shop", name: "cart" }],
      params: {},
    });
  });

  test("an exception of the older one that stays open counts as open", () => {
    expect(
      under(
        forCart("old", {
          mode: "STRICT",
          portLevelMtls: { "8080": "PERMISSIVE" },
          ...OLDER,
        }),
        forCart("new", { mode: "STRICT" }),
      ),
    ).toEqual(["error policy-shadowed new, old"]);
  });

  test("policies for different workloads do not meet", () => {
    const pods = [aPod("shop/cart-1"), aPod("shop/till-1")];
    const peerAuthentications = [
      forCart("old", { mode: "PERMISSIVE", ...OLDER }),
      aPolicy("shop/till", { mode: "STRICT", selector: { app: "till" } }),
    ];
    expect(told({ pods, peerAuthentications })).toEqual([]);
  });
});

describe("policy-shadowed-for-some", () => {
  const cart = aPod("shop/cart-1");
  const canary = aPod("shop/cart-2", {
    labels: { ...cart.labels, track: "canary" },
  });
  const pods = [cart, canary];
  const canaries = { selector: { track: "canary" } };

  test("names how many pods an older policy of another cut takes away", () => {
    const [finding, ...others] = findings({
      pods: [...pods, aPod("shop/till-1", { labels: canaries.selector })],
      peerAuthentications: [
        aPolicy("shop/canaries", { mode: "PERMISSIVE", ...canaries, ...OLDER }),
        forCart("cart", { mode: "STRICT" }),
      ],
    });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      code: "policy-shadowed-for-some",
      severity: "error",
      params: { pods: 1 },
    });
  });

  test("an older exception for a part of the pods is what it looks like", () => {
    const narrower = { app: "cart", track: "canary" };
    expect(
      told({
        pods,
        peerAuthentications: [
          forCart("canary", {
            mode: "PERMISSIVE",
            selector: narrower,
            ...OLDER,
          }),
          forCart("cart", { mode: "STRICT" }),
        ],
      }),
    ).toEqual([]);
  });
});

describe("policy-selector-in-root", () => {
  const inRoot = aPolicy("istio-system/cart", {
    mode: "STRICT",
    selector: { app: "cart" },
  });

  test("is an error where a pod it means stands open", () => {
    expect(under(inRoot)).toEqual(["error policy-selector-in-root cart"]);
  });

  test("deceives where the pods are closed anyway, and is dead weight where there are none", () => {
    expect(under(inRoot, strictWide)).toEqual([
      "warning policy-selector-in-root cart",
    ]);
    expect(told({ pods: [], peerAuthentications: [inRoot] })).toEqual([
      "info policy-selector-in-root cart",
    ]);
  });

  test("is no error where it means only gateways, which no PeerAuthentication governs", () => {
    const gateway = aPod("istio-system/cart-1", {
      longRunningContainers: ["istio-proxy"],
    });
    expect(told({ pods: [gateway], peerAuthentications: [inRoot] })).toEqual([
      "warning policy-selector-in-root cart",
    ]);
  });

  test("an empty selector there is the policy of the mesh", () => {
    expect(
      under(aPolicy("istio-system/all", { mode: "STRICT", selector: {} })),
    ).toEqual([]);
  });
});

describe("policy-selects-nothing", () => {
  const lost = aPolicy("shop/lost", {
    mode: "STRICT",
    selector: { app: "basket" },
  });

  test("is told where no pod has the labels", () => {
    expect(under(lost)).toEqual(["warning policy-selects-nothing lost"]);
  });

  test("a Job between two runs still has them", () => {
    const finished = aPod("shop/basket-1", { phase: "Succeeded" });
    const pods = [...world.pods, finished];
    expect(told({ pods, peerAuthentications: [lost] })).toEqual([]);
  });

  test("nothing is said of a namespace that shows no pods", () => {
    expect(told({ pods: [], peerAuthentications: [lost] })).toEqual([]);
  });
});

describe("policy-on-gateway", () => {
  const edge = forCart("edge", { mode: "STRICT" });

  test("is told where only gateways carry the labels", () => {
    const pods = [gateway("shop/cart-1")];
    expect(told({ pods, peerAuthentications: [edge] })).toEqual([
      "warning policy-on-gateway edge",
    ]);
  });

  test("one pod of another shape gives the policy a meaning", () => {
    const pods = [gateway("shop/cart-1"), aPod("shop/cart-2")];
    expect(told({ pods, peerAuthentications: [edge] })).toEqual([]);
  });
});

describe("policy-says-nothing", () => {
  test("a policy without mode and ports is dead weight", () => {
    expect(under(aPolicy("shop/default"))).toEqual([
      "info policy-says-nothing default",
    ]);
    expect(under(forCart("cart", {}))).toEqual([
      "info policy-says-nothing cart",
    ]);
  });

  test("it matters where it keeps a younger one from being heard", () => {
    expect(
      under(
        aPolicy("shop/default", OLDER),
        aPolicy("shop/wide", { mode: "STRICT" }),
      ),
    ).toEqual([
      "error policy-shadowed wide, default",
      "warning policy-says-nothing default",
    ]);
  });

  test("the one that would count without it is named, and the services it touches", () => {
    const young = aPolicy("shop/wide", { mode: "STRICT" });
    const policies = [aPolicy("shop/default", OLDER), young];
    const index = (peerAuthentications: PeerAuthentication[]) =>
      indexMesh(
        anInventory({
          services: [aService("shop/cart")],
          pods: [aPod("shop/cart-1")],
          peerAuthentications,
        }),
      );
    const about = (peerAuthentications: PeerAuthentication[]) =>
      policyFindings(index(peerAuthentications))
        .filter(({ code }) => code === "policy-says-nothing")
        .map(({ params, services }) => [
          params,
          services.map(({ name }) => name),
        ]);
    expect(about(policies)).toEqual([
      [{ next: "shop/wide", opens: false }, ["cart"]],
    ]);
    expect(about([aPolicy("shop/default")])).toEqual([
      [{ next: "", opens: false }, ["cart"]],
    ]);
  });

  test("a port is something", () => {
    expect(
      under(forCart("cart", { portLevelMtls: { "8080": "STRICT" } })),
    ).toEqual([]);
  });
});
