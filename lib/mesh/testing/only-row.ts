import { indexMesh } from "@/lib/mesh/index/mesh-index";
import { buildMatrix, type MatrixRow } from "@/lib/mesh/matrix/matrix";
import type { Inventory } from "@/lib/mesh/objects";
import { resolveMesh } from "@/lib/mesh/resolution/mesh-resolution";
import type { Telemetry } from "@/lib/mesh/traffic/traffic";
import { anInventory, aPod, aService } from "./inventory-builders";

export const readable = {
  meshConfig: true,
  policies: () => true,
  destinationRules: () => true,
  pods: () => true,
};
export const httpbin = {
  services: [aService("foo/httpbin")],
  pods: [aPod("foo/httpbin-1")],
};

/** The one row of a matrix with one service. Throws where there are more or none. */
export function onlyRow(
  inventory: Partial<Inventory>,
  telemetry: Telemetry | null,
): MatrixRow {
  const { rows } = buildMatrix(
    resolveMesh(indexMesh(anInventory(inventory))),
    telemetry,
    readable,
  );
  const [row] = rows;
  if (!row || rows.length !== 1) throw new Error(`${rows.length} rows`);
  return row;
}
