import { expect, test } from "vitest";
import {
  anInventory,
  aPod,
  aService,
} from "@/lib/mesh/testing/inventory-builders";
import { indexMesh } from "./mesh-index";

const byApp = (path: string, app: string) =>
  aService(path, { selector: { app } });

test("a pod knows every service that reaches it, by name, and none of another namespace", () => {
  const pod = aPod("shop/cart-1");
  const index = indexMesh(
    anInventory({
      pods: [pod],
      services: [
        byApp("shop/z", "cart"),
        byApp("shop/a", "cart"),
        byApp("shop/till", "till"),
        byApp("bank/cart", "cart"),
      ],
    }),
  );
  expect(index.servicesOf(pod).map(({ name }) => name)).toEqual(["a", "z"]);
});

test("a service's selector must match in every pair", () => {
  const service = aService("shop/cart", {
    selector: { app: "cart", version: "v2" },
  });
  const pod = aPod("shop/cart-1");
  const second = aPod("shop/cart-2", {
    labels: { ...pod.labels, version: "v2" },
  });
  const index = indexMesh(
    anInventory({ services: [service], pods: [pod, second] }),
  );
  expect(index.podsOf(service)).toEqual([second]);
});

test("unknown services and pods have nothing behind them", () => {
  const index = indexMesh(anInventory());
  expect(index.podsOf(aService("shop/cart"))).toEqual([]);
  expect(index.servicesOf(aPod("shop/cart-1"))).toEqual([]);
});
