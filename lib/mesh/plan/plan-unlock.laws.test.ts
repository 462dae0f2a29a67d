/** What undo promises, tried on many random meshes of every API. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import { buildMatrix } from "@/lib/mesh/matrix/matrix";
import type { Inventory } from "@/lib/mesh/objects";
import { resolveMesh } from "@/lib/mesh/resolution/mesh-resolution";
import { readable } from "@/lib/mesh/testing/only-row";
import { istio14, istio15 } from "@/lib/mesh/testing/random-legacy-mesh";
import { inventories } from "@/lib/mesh/testing/random-mesh";
import {
  policySpecs,
  withLockRecords,
} from "@/lib/mesh/testing/recorded-changes";
import { applyChanges } from "./apply-changes";
import { planEnforcement } from "./enforcement-plan";

function read(inventory: Inventory) {
  const index = indexMesh(inventory);
  return { index, matrix: buildMatrix(resolveMesh(index), null, readable) };
}

describe.each([
  ["PeerAuthentication", inventories],
  ["both APIs (Istio 1.5)", istio15],
  ["Policy (Istio 1.4)", istio14],
])("on a mesh with %s", (_name, meshes) => {
  test("“lock” and then “unlock” leave every policy as it was", () => {
    let undone = 0;
    fc.assert(
      fc.property(meshes, (inventory) => {
        const { index, matrix } = read(inventory);
        for (const row of matrix.rows) {
          const lock = planEnforcement("lock", index, matrix, row);
          if (lock === null) continue;
          const { namespace, name } = row.service;
          const locked = withLockRecords(
            inventory,
            applyChanges(inventory, lock.changes),
            `${namespace}/${name}`,
          );
          const next = read(locked);
          const now = next.matrix.rows.find(
            ({ service }) => service === row.service,
          );
          if (now?.policy.mode !== "STRICT") continue;
          const unlock = planEnforcement(
            "unlock",
            next.index,
            next.matrix,
            now,
          );
          expect(unlock?.changes.map(({ verb }) => verb)).toContain("restore");
          const after = applyChanges(locked, unlock?.changes ?? []);
          expect(policySpecs(after)).toEqual(policySpecs(inventory));
          undone += 1;
        }
      }),
      { numRuns: 300 },
    );
    expect(undone).toBeGreaterThan(5);
  }, 60_000);
});
