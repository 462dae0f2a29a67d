import { expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import { buildMatrix } from "@/lib/mesh/matrix/matrix";
import {
  DEFAULT_MESH_CONFIG,
  type Inventory,
  type MeshConfig,
} from "@/lib/mesh/objects";
import { CHANGE_ANNOTATION } from "@/lib/mesh/ownership";
import { resolveMesh } from "@/lib/mesh/resolution/mesh-resolution";
import {
  anAmbientPod,
  anInventory,
  aPod,
  aPolicy,
  aRule,
  aService,
  aTrafficPolicy,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { readable } from "@/lib/mesh/testing/only-row";
import { endpointObjections } from "./endpoint-objections";
import { planEnforcement } from "./enforcement-plan";

const cart = aPod("shop/cart-1");
const ambient = anAmbientPod("shop/cart-1");

function objections(
  pod: typeof cart,
  sending: NonNullable<MeshConfig["sidecarsSendHbone"]>,
) {
  const before = anInventory({
    meshConfig: { ...DEFAULT_MESH_CONFIG, sidecarsSendHbone: sending },
    services: [aService("shop/cart")],
    pods: [pod, aPod("web/page-1")],
  });
  const after: Inventory = {
    ...before,
    destinationRules: [
      aRule("shop/cart", {
        host: "cart",
        trafficPolicy: aTrafficPolicy("ISTIO_MUTUAL"),
      }),
    ],
  };
  return endpointObjections(
    indexMesh(before),
    indexMesh(after),
    aService("shop/cart"),
    ["web"],
  ).map(({ code, level, params }) => [code, level, params.namespace]);
}

test("a rule for mutual TLS is objected to where a call would fail that works today (semantics B5)", () => {
  const broken = [["calls-would-fail", "block", "web"]];
  expect(objections(ambient, false)).toEqual(broken);
  expect(objections(ambient, "unknown")).toEqual(broken);
  expect(objections(withoutProxy(cart), true)).toEqual(broken);
  expect(objections(ambient, true)).toEqual([]);
  expect(objections(cart, false)).toEqual([]);
});

test("to take such a rule back is objected to where STRICT then refuses the clients, whether they were seen or not", () => {
  const record = {
    service: "shop/cart",
    action: "require-mutual-tls",
    previousSpec: null,
    writtenSpec: {},
  };
  const inventory = anInventory({
    meshConfig: { ...DEFAULT_MESH_CONFIG, enableAutoMtls: false },
    services: [aService("shop/cart")],
    pods: [cart, aPod("shop/page-1")],
    peerAuthentications: [aPolicy("shop/default", { mode: "STRICT" })],
    destinationRules: [
      aRule("shop/cart-mtls", {
        host: "cart",
        labels: { "app.kubernetes.io/managed-by": "lockstep" },
        annotations: { [CHANGE_ANNOTATION]: JSON.stringify(record) },
        trafficPolicy: aTrafficPolicy("ISTIO_MUTUAL"),
      }),
    ],
  });
  const index = indexMesh(inventory);
  const matrix = buildMatrix(resolveMesh(index), null, readable);
  const row = matrix.rows.find(({ service }) => service.name === "cart");
  const plan = row && planEnforcement("undo-mutual-tls", index, matrix, row);
  expect(plan?.objections.map(({ code }) => code)).toEqual([
    "calls-would-fail",
  ]);
  expect(plan?.needsConfirmation).toBe(true);
});
