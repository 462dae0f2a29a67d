import * as fc from "fast-check";
import { expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import { buildMatrix, type Matrix } from "@/lib/mesh/matrix/matrix";
import { STRICT_CRITERIA } from "@/lib/mesh/readiness/criteria";
import {
  type MeshResolution,
  resolveMesh,
} from "@/lib/mesh/resolution/mesh-resolution";
import { anEdge, aTelemetry } from "@/lib/mesh/testing/inventory-builders";
import { readable } from "@/lib/mesh/testing/only-row";
import { histories } from "@/lib/mesh/testing/random-change";
import type { MeshSnapshot } from "@/lib/snapshot/mesh-snapshot";
import type { Snapshot } from "./contract";
import { snapshotChange } from "./snapshot-change";
import { snapshotDeltaSchema, withDelta } from "./snapshot-delta";
import { toSnapshotDto } from "./snapshot-dto";

const telemetry = aTelemetry(
  [anEdge(null, "shop/pod"), anEdge("bank/pod", "shop/pod")],
  ["shop/pod-0"],
);

function aSnapshot(
  version: string,
  { index }: MeshResolution,
  matrix: Matrix,
): MeshSnapshot {
  return {
    version,
    takenAtMs: 0,
    trafficAsOfS: telemetry.evaluatedAtS,
    trafficStepS: telemetry.stepS,
    window: "1h",
    cluster: { context: "kind", server: "https://127.0.0.1" },
    istioPresent: true,
    meshConfigKnown: true,
    sources: [],
    criteria: STRICT_CRITERIA,
    index,
    matrix,
  };
}

/** What a page shows that had the one snapshot, and hears of the other as it crosses the border. */
function heard(shown: Snapshot, before: MeshSnapshot, after: MeshSnapshot) {
  const delta = snapshotChange(before, after);
  if (delta === null) return null;
  const text = JSON.stringify(delta);
  return withDelta(shown, snapshotDeltaSchema.parse(JSON.parse(text)));
}

test("a page that follows every change shows what one that reads the whole afresh shows", () => {
  let applied = 0;
  fc.assert(
    fc.property(histories, (history) => {
      let known: MeshResolution | null = null;
      let last: MeshSnapshot | null = null;
      let shown: Snapshot | null = null;
      for (const [turn, inventory] of history.entries()) {
        known = resolveMesh(indexMesh(inventory, known?.index), known);
        const version = String(turn);
        const now = aSnapshot(
          version,
          known,
          buildMatrix(known, telemetry, readable, last?.matrix),
        );
        const afresh = resolveMesh(indexMesh(inventory));
        const whole = toSnapshotDto(
          aSnapshot(version, afresh, buildMatrix(afresh, telemetry, readable)),
        );
        const changed: Snapshot | null =
          last && shown && heard(shown, last, now);
        if (changed !== null) applied += 1;
        shown = changed ?? whole;
        expect(shown).toEqual(whole);
        last = now;
      }
    }),
    { numRuns: 200 },
  );
  expect(applied).toBeGreaterThan(100);
}, 60_000);
