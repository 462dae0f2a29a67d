import { describe, expect, test } from "vitest";
import type { Pod } from "@/lib/mesh/objects";
import { aPod, withoutProxy } from "@/lib/mesh/testing/inventory-builders";
import {
  acceptsHbone,
  enforcementPoint,
  isExcludedInboundPort,
  outboundProxy,
  promisesHboneInVain,
  proxyShape,
  tlsModeLabel,
} from "./proxy";

const bare = withoutProxy(aPod("shop/cart-1"));
const ztunnel = aPod("istio-system/ztunnel-x2x4z", {
  labels: { app: "ztunnel" },
  longRunningContainers: ["istio-proxy"],
  workload: { kind: "DaemonSet", namespace: "istio-system", name: "ztunnel" },
});
const annotated = (annotations: Pod["annotations"], pod = bare): Pod => ({
  ...pod,
  annotations,
});

describe("what stands in front of a pod (semantics A5, A6)", () => {
  const cases: readonly [string, Pod, string, string][] = [
    ["an istio-proxy container", aPod("shop/cart-1"), "sidecar", "sidecar"],
    [
      "the injector's status",
      annotated({ "sidecar.istio.io/status": "{}" }),
      "sidecar",
      "sidecar",
    ],
    [
      "the tlsMode label alone is no proxy",
      { ...bare, labels: { "security.istio.io/tlsMode": "istio" } },
      "none",
      "none",
    ],
    [
      "redirection to ztunnel",
      annotated({ "ambient.istio.io/redirection": "enabled" }),
      "ztunnel",
      "ztunnel",
    ],
    [
      "redirection that is pending protects nothing yet",
      annotated({ "ambient.istio.io/redirection": "pending" }),
      "none",
      "none",
    ],
    [
      "a sidecar beats redirection",
      annotated(
        { "ambient.istio.io/redirection": "enabled" },
        aPod("shop/cart-1"),
      ),
      "sidecar",
      "sidecar",
    ],
    [
      "the host's network is never intercepted",
      aPod("shop/cart-1", { hostNetwork: true }),
      "none",
      "none",
    ],
    [
      "a gateway by its template",
      annotated(
        { "inject.istio.io/templates": "gateway" },
        aPod("shop/cart-1"),
      ),
      "gateway",
      "none",
    ],
    [
      "a gateway by having nothing to accompany",
      aPod("shop/cart-1", { longRunningContainers: ["istio-proxy"] }),
      "gateway",
      "none",
    ],
    [
      "a proxyless gRPC agent",
      annotated(
        { "inject.istio.io/templates": "grpc-agent" },
        aPod("shop/cart-1"),
      ),
      "proxyless-grpc",
      "none",
    ],
    [
      "a gateway's label without a proxy is anybody's",
      {
        ...bare,
        labels: { "gateway.networking.k8s.io/gateway-name": "public" },
      },
      "none",
      "none",
    ],
    [
      "a gateway's template that nothing was injected from",
      annotated({
        "inject.istio.io/templates": "gateway",
        "sidecar.istio.io/status": "{}",
      }),
      "none",
      "none",
    ],
    [
      "another vendor's gateway within ambient",
      {
        ...annotated({ "ambient.istio.io/redirection": "enabled" }),
        labels: { "gateway.networking.k8s.io/gateway-name": "public" },
      },
      "ztunnel",
      "ztunnel",
    ],
    ["a ztunnel, which stands before others", ztunnel, "none", "none"],
    [
      "a gateway that only bears the ztunnel's label",
      { ...ztunnel, workload: { ...ztunnel.workload, kind: "Deployment" } },
      "gateway",
      "none",
    ],
    ["nothing", bare, "none", "none"],
  ];
  test.each(cases)("%s", (_name, pod, shape, enforcement) => {
    expect(proxyShape(pod)).toBe(shape);
    expect(enforcementPoint(pod)).toBe(enforcement);
  });
});

test("a gateway enforces nothing on its listeners but speaks for itself like a sidecar", () => {
  const gateway = aPod("shop/gw-1", { longRunningContainers: ["istio-proxy"] });
  expect(outboundProxy(gateway)).toBe("sidecar");
});

test("a ztunnel calls in nobody's name, and is told nothing", () => {
  expect(outboundProxy(ztunnel)).toBe("none");
});

test("clients go by the label, whatever the containers say", () => {
  expect(tlsModeLabel(aPod("shop/cart-1"))).toBe("istio");
  expect(tlsModeLabel(aPod("shop/cart-1", { labels: {} }))).toBe("disabled");
});

test("a label alone takes no tunnel, and is a promise in vain", () => {
  const labels = { "networking.istio.io/tunnel": "http" };
  const bare = { ...withoutProxy(aPod("shop/cart-1")), labels };
  expect([acceptsHbone(bare), promisesHboneInVain(bare)]).toEqual([
    false,
    true,
  ]);
  const sidecar = aPod("shop/cart-1", { labels });
  expect(promisesHboneInVain(sidecar)).toBe(false);
});

test("HBONE reaches ztunnel pods, and sidecars that announce the tunnel", () => {
  expect(
    acceptsHbone(annotated({ "ambient.istio.io/redirection": "enabled" })),
  ).toBe(true);
  expect(
    acceptsHbone(
      aPod("shop/cart-1", { labels: { "networking.istio.io/tunnel": "http" } }),
    ),
  ).toBe(true);
  expect(acceptsHbone(aPod("shop/cart-1"))).toBe(false);
});

describe("ports the sidecar never sees (semantics A3)", () => {
  const exclude = "traffic.sidecar.istio.io/excludeInboundPorts";
  const include = "traffic.sidecar.istio.io/includeInboundPorts";
  const cases: readonly [string, Pod["annotations"], number, boolean][] = [
    ["nothing said: intercepted", {}, 8080, false],
    ["its own ports", {}, 15020, true],
    ["listed as excluded", { [exclude]: "9090, 8080" }, 8080, true],
    ["not listed as excluded", { [exclude]: "9090" }, 8080, false],
    ["a number that only starts the same", { [exclude]: "80801" }, 8080, false],
    ["included by star", { [include]: "*" }, 8080, false],
    ["left out of the included", { [include]: "9090" }, 8080, true],
    ["an empty list includes nothing", { [include]: "" }, 8080, true],
    [
      "excluded beside a list of its own, which alone counts",
      { [include]: "8080", [exclude]: "8080" },
      8080,
      false,
    ],
    [
      "excluded although included",
      { [include]: "*", [exclude]: "8080" },
      8080,
      true,
    ],
  ];
  test.each(cases)("%s", (_name, annotations, port, excluded) => {
    expect(isExcludedInboundPort(annotated(annotations), port)).toBe(excluded);
  });
});
