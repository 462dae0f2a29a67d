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
  aService,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { explainService } from "./explain-service";

const cart = aService("shop/cart");
const till = aPod("bank/till-1");

function commands(parts: Partial<Inventory>): string[] {
  const index = indexMesh(anInventory({ services: [cart], ...parts }));
  const [found] = explainService(index, cart);
  return (found?.commands ?? []).map(({ command }) => command);
}

describe("commands", () => {
  test("show policies by age, the inbound listener, and what a client was told", () => {
    expect(commands({ pods: [aPod("shop/cart-1")] })).toEqual([
      "kubectl get peerauthentications.security.istio.io -n istio-system --sort-by=.metadata.creationTimestamp",
      "kubectl get peerauthentications.security.istio.io -n shop --sort-by=.metadata.creationTimestamp",
      "istioctl x describe pod cart-1.shop",
      "istioctl proxy-config listener cart-1.shop --port 15006 -o json",
      "istioctl proxy-config cluster cart-1.shop --direction outbound --fqdn cart.shop.svc.cluster.local --port 8000 -o json",
    ]);
  });

  test("show what ztunnel was given, where ztunnel enforces", () => {
    const ambient = anAmbientPod("shop/cart-1");
    const peerAuthentications = [
      aPolicy("istio-system/default", { mode: "STRICT" }),
    ];
    expect(commands({ pods: [ambient], peerAuthentications }).slice(2)).toEqual(
      [
        "istioctl ztunnel-config workloads --workload-namespace shop -o json",
        "istioctl ztunnel-config policies --policy-namespace istio-system -o json",
      ],
    );
  });

  test("ask no sidecar where there is none", () => {
    const pods = [withoutProxy(aPod("shop/cart-1"))];
    expect(commands({ pods }).join()).not.toContain("istioctl");
  });

  test("speak of the old kinds, and of one listener per port, under legacy policies", () => {
    const meshConfig = { ...DEFAULT_MESH_CONFIG, enforcesLegacyPolicies: true };
    expect(commands({ meshConfig, pods: [aPod("shop/cart-1"), till] })).toEqual(
      [
        "kubectl get meshpolicies.authentication.istio.io default -o yaml",
        "kubectl get policies.authentication.istio.io -n shop --sort-by=.metadata.creationTimestamp -o yaml",
        "istioctl authn tls-check till-1.bank cart.shop.svc.cluster.local",
        "istioctl x describe pod cart-1.shop",
        "istioctl proxy-config listener cart-1.shop --port 8080 -o json",
        "istioctl proxy-config cluster till-1.bank --direction outbound --fqdn cart.shop.svc.cluster.local --port 8000 -o json",
      ],
    );
  });

  test("keep a name from being more than a word to the shell", () => {
    const evil = { ...aPod("shop/x"), name: "a'; rm -rf $HOME `id`" };
    const found = commands({
      pods: [{ ...evil, labels: aPod("shop/cart-1").labels }],
    });
    expect(found).toContain(
      "istioctl x describe pod 'a'\\''; rm -rf $HOME `id`.shop'",
    );
  });

  test("ask only clients that run now", () => {
    const gone: Pod = { ...till, phase: "Succeeded" };
    const found = commands({
      pods: [withoutProxy(aPod("shop/cart-1")), gone],
    });
    expect(found.join()).not.toContain("till-1");
  });
});
