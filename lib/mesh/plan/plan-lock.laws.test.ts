/** What a lock promises, tried on many random meshes of every API. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import { buildMatrix } from "@/lib/mesh/matrix/matrix";
import type { Inventory } from "@/lib/mesh/objects";
import { resolveMesh } from "@/lib/mesh/resolution/mesh-resolution";
import { resolveService } from "@/lib/mesh/server/service-mode";
import { aTelemetry } from "@/lib/mesh/testing/inventory-builders";
import { readable } from "@/lib/mesh/testing/only-row";
import { istio14, istio15 } from "@/lib/mesh/testing/random-legacy-mesh";
import { inventories } from "@/lib/mesh/testing/random-mesh";
import { applyChanges } from "./apply-changes";
import { planEnforcement } from "./enforcement-plan";

/** Every service of the mesh, with the plan of its lock where one is offered. */
function locks(inventory: Inventory) {
  const index = indexMesh(inventory);
  const pods = inventory.pods.map(
    ({ namespace, name }) => `${namespace}/${name}`,
  );
  const matrix = buildMatrix(
    resolveMesh(index),
    aTelemetry([], pods),
    readable,
  );
  return matrix.rows.map((row) => ({
    row,
    plan: planEnforcement("lock", index, matrix, row),
  }));
}

describe.each([
  ["PeerAuthentication", inventories],
  ["both APIs (Istio 1.5)", istio15],
  ["Policy (Istio 1.4)", istio14],
])("on a mesh with %s", (_name, meshes) => {
  test("“lock” makes a service STRICT, or says why not", () => {
    fc.assert(
      fc.property(meshes, (inventory) => {
        for (const { row, plan } of locks(inventory)) {
          if (!row.actions.includes("lock")) {
            expect(plan).toBeNull();
            expect(row.verdict.reasons).not.toEqual([]);
            if (row.policy.mode !== "STRICT") {
              expect(row.verdict.state).not.toBe("READY");
            }
            continue;
          }
          if (plan === null) throw new Error("offered, but not planned");
          const after = resolveService(
            indexMesh(applyChanges(inventory, plan.changes)),
            row.service,
          );
          const told = plan.objections.some(
            ({ code }) => code === "policy-without-effect",
          );
          expect(after.mode === "STRICT" || told).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  test("a port that changes is in the plan", () => {
    fc.assert(
      fc.property(meshes, (inventory) => {
        for (const { plan } of locks(inventory)) {
          if (plan === null) continue;
          const before = indexMesh(inventory);
          const after = indexMesh(applyChanges(inventory, plan.changes));
          const named = new Set(
            plan.effects.map(
              ({ workload, port }) => `${workload.name}:${port}`,
            ),
          );
          for (const service of inventory.services) {
            const was = resolveService(before, service).ports;
            resolveService(after, service).ports.forEach(({ pods }, at) => {
              pods.forEach(({ pod, targetPort, mode, enforcement }, order) => {
                const old = was[at]?.pods[order]?.mode;
                // ztunnel cannot refuse mutual TLS, so its modes may move less than the policy's.
                if (old === mode || enforcement === "ztunnel") return;
                expect(
                  named.has(`${pod.workload.name}:${targetPort}`) ||
                    named.has(`${pod.workload.name}:null`),
                ).toBe(true);
              });
            });
          }
        }
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});

test("on Istio 1.4 a Policy that speaks for anything else is never changed", () => {
  fc.assert(
    fc.property(istio14, (inventory) => {
      for (const { row, plan } of locks(inventory)) {
        if (plan === null) continue;
        const { namespace, name } = row.service;
        const { legacyPolicies } = applyChanges(inventory, plan.changes);
        for (const policy of inventory.legacyPolicies) {
          if (legacyPolicies.includes(policy)) continue;
          expect(policy.namespace).toBe(namespace);
          expect(policy.targets).not.toEqual([]);
          // A whole service it may name is this one; of others only ports that lead to the same place.
          for (const target of policy.targets) {
            expect(target.name === name || target.ports.length > 0).toBe(true);
          }
        }
      }
    }),
    { numRuns: 300 },
  );
}, 60_000);

test("on Istio 1.4 a mesh followed through its changes says what it says when read for the first time", () => {
  fc.assert(
    fc.property(istio14, istio14, (first, second) => {
      const fewer = { ...first, services: first.services.slice(1) };
      const history = [
        { ...first, legacyPolicies: second.legacyPolicies },
        first,
        fewer,
        first,
        { ...fewer, services: [...fewer.services, ...second.services] },
        second,
      ];
      let known = resolveMesh(indexMesh(first));
      for (const inventory of history) {
        const index = indexMesh(inventory, known.index);
        known = resolveMesh(index, known);
        expect([...known.services]).toEqual([
          ...resolveMesh(indexMesh(inventory)).services,
        ]);
      }
    }),
    { numRuns: 300 },
  );
}, 60_000);
