import { describe, expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { PeerAuthentication, Pod } from "@/lib/mesh/objects";
import {
  anInventory,
  aPod,
  aPolicy,
  aService,
} from "@/lib/mesh/testing/inventory-builders";
import type { WorkloadEntry } from "@/lib/mesh/workload-entry";
import { policyFindings } from "./policy-findings";
import { forCart, OLDER, told, under, world } from "./testing/told-policies";

function gateway(path: string): Pod {
  return aPod(path, { longRunningContainers: ["istio-proxy"] });
}

const strictWide = aPolicy("shop/default", { mode: "STRICT" });

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

  test("a machine outside the cluster is governed like a pod, and may stand where nobody could look", () => {
    const machine = {
      namespace: "shop",
      name: "vm",
      labels: { app: "basket" },
    };
    const among = (items: readonly WorkloadEntry[], complete = true) =>
      told({
        peerAuthentications: [lost],
        workloadEntries: { complete, items },
      });
    expect(among([machine])).toEqual([]);
    expect(among([{ ...machine, namespace: "bank" }])).toHaveLength(1);
    expect(among([], false)).toEqual([]);
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
