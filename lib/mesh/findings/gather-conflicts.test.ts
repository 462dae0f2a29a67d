import { expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import { DEFAULT_MESH_CONFIG } from "@/lib/mesh/objects";
import {
  anInventory,
  aPod,
  aPolicy,
  aRule,
  aService,
  aTrafficPolicy,
} from "@/lib/mesh/testing/inventory-builders";
import { conflictFindings } from "./conflict-findings";

test("what one rule does alike to many services is one finding, with the rule first and every service", () => {
  const names = ["a", "b", "c", "d"];
  const [found, another] = conflictFindings(
    indexMesh(
      anInventory({
        services: names.map((name) => aService(`shop/${name}`)),
        pods: [...names.map((name) => aPod(`shop/${name}-1`)), aPod("web/w-1")],
        peerAuthentications: names.map((name) =>
          aPolicy(`shop/${name}-strict`, {
            selector: { app: name },
            mode: "STRICT",
          }),
        ),
        destinationRules: [
          aRule("web/all", {
            host: "*.shop.svc.cluster.local",
            trafficPolicy: aTrafficPolicy("DISABLE"),
          }),
        ],
      }),
    ),
  );
  expect(another).toBeUndefined();
  expect(found?.objects).toEqual([
    { kind: "DestinationRule", namespace: "web", name: "all" },
  ]);
  expect(found?.services.map(({ name }) => name)).toEqual(names);
});

test.each([
  [true, []],
  [false, [""]],
  ["unknown" as const, ["hbone"]],
])(
  "a tunnel saves calls to pods that take it only where sidecars send it (%s)",
  (sidecarsSendHbone, unless) => {
    const cart = aPod("shop/cart-1");
    const labels = { ...cart.labels, "networking.istio.io/tunnel": "http" };
    const found = conflictFindings(
      indexMesh(
        anInventory({
          meshConfig: { ...DEFAULT_MESH_CONFIG, sidecarsSendHbone },
          services: [aService("shop/cart")],
          pods: [{ ...cart, labels }, aPod("web/w-1")],
          peerAuthentications: [aPolicy("shop/default", { mode: "STRICT" })],
          destinationRules: [
            aRule("web/cart", {
              host: "cart.shop.svc.cluster.local",
              trafficPolicy: aTrafficPolicy("DISABLE"),
            }),
          ],
        }),
      ),
    );
    expect(
      found.map(({ params }) => ("unless" in params ? params.unless : null)),
    ).toEqual(unless);
  },
);
