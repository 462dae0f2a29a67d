import { expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import {
  anInventory,
  aPod,
  aRule,
  aService,
  aTrafficPolicy,
} from "@/lib/mesh/testing/inventory-builders";
import { explainService } from "./explain-service";

/** A neighbour's namespace full of rules for every host, each for clients of its own. */
function crowded(rules: number, labelled: number) {
  const cart = aService("shop/cart");
  const clients = Array.from({ length: labelled }, (_, number) => {
    const pod = aPod(`evil/client-${number}`);
    return { ...pod, labels: { ...pod.labels, n: String(number) } };
  });
  const index = indexMesh(
    anInventory({
      services: [cart],
      pods: [aPod("shop/cart-1"), ...clients],
      destinationRules: Array.from({ length: rules }, (_, number) =>
        aRule(`evil/r${number}`, {
          workloadSelector: { n: String(number) },
          trafficPolicy: aTrafficPolicy(
            number % 2 === 0 ? "DISABLE" : "SIMPLE",
          ),
        }),
      ),
    }),
  );
  return explainService(index, cart);
}

test("selectors that pick no client are not explained", () => {
  const [port] = crowded(50, 1);
  const labels = port?.clients.flatMap(({ labels: own }) => (own ? [own] : []));
  expect(labels).toEqual([{ n: "0" }]);
});

test("too many groups of clients are cut, and counted", () => {
  const [port] = crowded(100, 100);
  expect(port?.clients.length).toBeLessThanOrEqual(62);
  expect(port?.clientsLeftOut).toBe(42);
});

test("of the rules passed over a few are named, and the others counted", () => {
  const [port] = crowded(100, 1);
  for (const { rule } of port?.clients ?? []) {
    if (rule === null || rule.losers.length === 0) continue;
    expect(rule.losers.length).toBe(20);
    expect(rule.othersLeftOut).toBeGreaterThanOrEqual(79);
  }
  expect(port?.clients.some(({ rule }) => rule?.othersLeftOut)).toBe(true);
});

test("ports beyond the limit are left out", () => {
  const cart = aService("shop/cart");
  const [port] = cart.ports;
  const ports = Array.from({ length: 5 }, (_, number) => ({
    name: `p${number}`,
    port: 9_000 + number,
    targetPort: 9_000 + number,
    protocol: "TCP",
    appProtocol: port?.appProtocol ?? "",
  }));
  const service = { ...cart, ports };
  const index = indexMesh(
    anInventory({ services: [service], pods: [aPod("shop/cart-1")] }),
  );
  expect(explainService(index, service, 3)).toHaveLength(3);
});
