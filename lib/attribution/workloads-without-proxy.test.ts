import { expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import {
  anInventory,
  aPod,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { workloadsWithoutProxy } from "./workloads-without-proxy";

const bare = (path: string) => withoutProxy(aPod(path));
const namespaces = [
  { name: "shop", labels: { "istio-injection": "enabled" }, annotations: {} },
  {
    name: "mesh",
    labels: { "istio.io/dataplane-mode": "ambient" },
    annotations: {},
  },
];

function found(...pods: readonly ReturnType<typeof aPod>[]) {
  const index = indexMesh(anInventory({ namespaces, pods: [...pods] }));
  return workloadsWithoutProxy(index, pods).map(
    ({ workload, pods: count, reason }) =>
      [`${workload.namespace}/${workload.name}`, count, reason.cause] as const,
  );
}

test("each workload is named once, with the number of its pods and why they have no proxy", () => {
  expect(
    found(
      bare("legacy/sleep-1"),
      bare("legacy/sleep-2"),
      aPod("legacy/sleep-3"),
      bare("shop/cart-1"),
    ),
  ).toEqual([
    ["legacy/sleep", 2, "namespace-not-labelled"],
    ["shop/cart", 1, "older-than-label"],
  ]);
});

test("nobody is told to label the control plane, or what is never injected, or what waits for ambient", () => {
  expect(
    found(
      bare("istio-system/istiod-1"),
      bare("kube-system/coredns-1"),
      bare("mesh/waits-1"),
    ),
  ).toEqual([]);
});
