import { describe, expect, test } from "vitest";
import type { EndpointSlice } from "@/lib/mesh/objects";
import {
  aMeta,
  anAmbientPod,
  aPod,
  aPolicy,
  aService,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { http, strict, verdict, withPorts } from "./testing/cart-verdict";

describe("folding pods and ports (semantics A4)", () => {
  test("one mode everywhere is that mode", () => {
    const { mode, decidedBy, workloads } = verdict({
      pods: [aPod("shop/cart-1"), aPod("shop/cart-2")],
      peerAuthentications: [strict],
    });
    expect(mode).toBe("STRICT");
    expect(decidedBy).toMatchObject([{ name: "wide" }]);
    expect(workloads).toMatchObject([{ kind: "Deployment", name: "cart" }]);
  });

  test("two modes are MIXED", () => {
    const second = aPod("shop/cart-2");
    const { mode } = verdict({
      pods: [
        aPod("shop/cart-1"),
        { ...second, labels: { ...second.labels, version: "v2" } },
      ],
      peerAuthentications: [
        strict,
        aPolicy("shop/v2", { selector: { version: "v2" }, mode: "PERMISSIVE" }),
      ],
    });
    expect(mode).toBe("MIXED");
  });

  test("a pod without proxy beside a STRICT one is MIXED, never STRICT", () => {
    const { mode, ports } = verdict({
      pods: [aPod("shop/cart-1"), withoutProxy(aPod("shop/cart-2"))],
      peerAuthentications: [strict],
    });
    expect(mode).toBe("MIXED");
    expect(ports[0]?.pods.map((pod) => pod.mode)).toEqual(["STRICT", null]);
  });

  test("no proxy anywhere is NOT_ENFORCED under any policy", () => {
    expect(
      verdict({
        pods: [withoutProxy(aPod("shop/cart-1"))],
        peerAuthentications: [strict],
      }).mode,
    ).toBe("NOT_ENFORCED");
  });

  test("finished pods do not count", () => {
    const { mode, pods } = verdict({
      pods: [
        aPod("shop/cart-1"),
        withoutProxy(aPod("shop/cart-2", { phase: "Succeeded" })),
      ],
      peerAuthentications: [strict],
    });
    expect(mode).toBe("STRICT");
    expect(pods).toHaveLength(1);
  });

  test("a pod that is not ready counts: it may be in a moment", () => {
    expect(
      verdict({
        pods: [aPod("shop/cart-1", { ready: false })],
        peerAuthentications: [strict],
      }).mode,
    ).toBe("STRICT");
  });

  test("policy ports are the pod's, not the service's", () => {
    const { mode } = verdict({
      services: [withPorts(http)],
      pods: [aPod("shop/cart-1")],
      peerAuthentications: [
        aPolicy("shop/cart", {
          selector: { app: "cart" },
          mode: "STRICT",
          portLevelMtls: { "80": "DISABLE" },
        }),
      ],
    });
    expect(mode).toBe("STRICT");
  });
});

describe("services without pods of their own", () => {
  test("a selector that finds nothing is NOT_ENFORCED", () => {
    expect(verdict({ peerAuthentications: [strict] }).mode).toBe(
      "NOT_ENFORCED",
    );
  });

  test("an ExternalName is EXTERNAL even where its selector would find pods", () => {
    const service = aService("shop/cart", {
      type: "ExternalName",
      externalName: "cart.example.org",
    });
    expect(
      verdict({ services: [service], pods: [aPod("shop/cart-1")] }).mode,
    ).toBe("EXTERNAL");
  });

  const slice = (endpoints: EndpointSlice["endpoints"]): EndpointSlice => ({
    ...aMeta("shop/cart-slice"),
    serviceName: "cart",
    ports: [{ name: "http", port: 8443 }],
    endpoints,
  });
  const toPod = { addresses: ["10.0.0.1"], ready: true, podName: "cart-1" };
  const toAddress = { addresses: ["192.0.2.7"], ready: true, podName: null };
  const parts = {
    services: [aService("shop/cart", { selector: null })],
    peerAuthentications: [strict],
  };

  test("without selector, the pods its EndpointSlices name are judged at the slice's port", () => {
    const { mode, ports } = verdict({
      ...parts,
      pods: [aPod("shop/cart-1")],
      endpointSlices: [slice([toPod])],
    });
    expect(mode).toBe("STRICT");
    expect(ports[0]?.pods[0]?.targetPort).toBe(8443);
  });

  test("plain addresses are EXTERNAL", () => {
    expect(
      verdict({ ...parts, endpointSlices: [slice([toAddress])] }).mode,
    ).toBe("EXTERNAL");
  });

  test("pods and plain addresses together are MIXED", () => {
    expect(
      verdict({
        ...parts,
        pods: [aPod("shop/cart-1")],
        endpointSlices: [slice([toPod, toAddress])],
      }).mode,
    ).toBe("MIXED");
  });

  test("no endpoints at all are EXTERNAL: whoever fills them is not this cluster's selector", () => {
    expect(verdict(parts).mode).toBe("EXTERNAL");
  });
});

test("an ambient pod under DISABLE reads PERMISSIVE: ztunnel never refuses mutual TLS", () => {
  const { ports } = verdict({
    pods: [anAmbientPod("shop/cart-1")],
    peerAuthentications: [aPolicy("shop/wide", { mode: "DISABLE" })],
  });
  expect(ports[0]?.pods[0]).toMatchObject({
    enforcement: "ztunnel",
    mode: "PERMISSIVE",
  });
});

test("policies that were passed over for any pod are listed once", () => {
  const late = aPolicy("shop/late", {
    mode: "DISABLE",
    createdAt: "2026-05-05T00:00:00Z",
  });
  const { shadowed } = verdict({
    pods: [aPod("shop/cart-1"), aPod("shop/cart-2")],
    peerAuthentications: [strict, late],
  });
  expect(shadowed).toMatchObject([
    { policy: { name: "late" }, reason: "newer-than-winner" },
  ]);
});
