import * as fc from "fast-check";
import { expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import {
  type MeshResolution,
  resolveMesh,
} from "@/lib/mesh/resolution/mesh-resolution";
import {
  anEdge,
  anInventory,
  aPod,
  aService,
  aTelemetry,
} from "@/lib/mesh/testing/inventory-builders";
import { readable } from "@/lib/mesh/testing/only-row";
import { configHistories, histories } from "@/lib/mesh/testing/random-change";
import { buildMatrix, type Matrix } from "./matrix";

const edges = fc.array(
  fc
    .record({
      from: fc.constantFrom(null, "shop/cart", "bank/pod", "far/away"),
      workload: fc.constantFrom("shop/pod", "bank/pod", "shop/gone"),
      service: fc.constantFrom("cart", "till"),
      security: fc.constantFrom("plaintext", "mutual_tls"),
    })
    .map(({ from, workload, service, security }) => {
      const edge = anEdge(from, workload, { security });
      return {
        ...edge,
        destination: { ...edge.destination, serviceName: service },
      };
    }),
  { maxLength: 5 },
);
const readings = edges.map((list) => aTelemetry(list, ["shop/pod-0"]));

function shown({ clientNamespaces, rows, requests, connections }: Matrix) {
  return { clientNamespaces, rows, requests, connections };
}

test("rows that were taken over say what rows made afresh say", () => {
  fc.assert(
    fc.property(
      histories,
      fc.array(readings, { minLength: 1, maxLength: 2 }),
      fc.array(fc.constantFrom("", "shop", "bank"), { minLength: 1 }),
      (history, telemetries, unread) => {
        let known: MeshResolution | null = null;
        let matrix: Matrix | null = null;
        for (const [turn, inventory] of history.entries()) {
          known = resolveMesh(indexMesh(inventory, known?.index), known);
          const telemetry = telemetries[turn % telemetries.length] ?? null;
          const now = {
            ...readable,
            policies: (namespace: string) =>
              namespace !== unread[turn % unread.length],
          };
          matrix = buildMatrix(known, telemetry, now, matrix);
          const afresh = buildMatrix(
            resolveMesh(indexMesh(inventory)),
            telemetry,
            now,
          );
          expect(shown(matrix)).toEqual(shown(afresh));
        }
      },
    ),
    { numRuns: 500 },
  );
}, 60_000);

test("one setting of the mesh reaches every row that reads it", () => {
  fc.assert(
    fc.property(configHistories, readings, (history, telemetry) => {
      let known: MeshResolution | null = null;
      let matrix: Matrix | null = null;
      for (const inventory of history) {
        known = resolveMesh(indexMesh(inventory, known?.index), known);
        matrix = buildMatrix(known, telemetry, readable, matrix);
        const afresh = resolveMesh(indexMesh(inventory));
        expect(shown(matrix)).toEqual(
          shown(buildMatrix(afresh, telemetry, readable)),
        );
      }
    }),
    { numRuns: 300 },
  );
}, 60_000);

test("a row stays while only another namespace changes", () => {
  const mesh = anInventory({
    services: [aService("shop/cart"), aService("bank/safe")],
    pods: [aPod("shop/cart-1"), aPod("bank/safe-1")],
  });
  const telemetry = aTelemetry([anEdge("bank/safe", "shop/cart")], []);
  const known = resolveMesh(indexMesh(mesh));
  const before = buildMatrix(known, telemetry, readable);
  const more = { ...mesh, pods: [...mesh.pods, aPod("bank/safe-2")] };
  const after = buildMatrix(
    resolveMesh(indexMesh(more, known.index), known),
    telemetry,
    readable,
    before,
  );
  expect(after.rows[0]).toBe(before.rows[0]);
  expect(after.rows[1]).not.toBe(before.rows[1]);
});
