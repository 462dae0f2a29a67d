import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { Action } from "@/lib/mesh/matrix/action";
import { buildMatrix } from "@/lib/mesh/matrix/matrix";
import type { Inventory } from "@/lib/mesh/objects";
import { applyChanges } from "@/lib/mesh/plan/apply-changes";
import { planEnforcement } from "@/lib/mesh/plan/enforcement-plan";
import { resolveMesh } from "@/lib/mesh/resolution/mesh-resolution";
import { resolveService } from "@/lib/mesh/server/service-mode";
import {
  anInventory,
  aPod,
  aService,
  aTelemetry,
} from "@/lib/mesh/testing/inventory-builders";
import { readable } from "@/lib/mesh/testing/only-row";
import type { Telemetry, TrafficEdge } from "@/lib/mesh/traffic/traffic";

/** The plan of an action for a service, and the mesh as it would be once that is carried out. */
export function plannedFor(
  name: string,
  action: Action,
  inventory: Inventory,
  telemetry: Telemetry | null,
) {
  const index = indexMesh(inventory);
  const matrix = buildMatrix(resolveMesh(index), telemetry, readable);
  const row = matrix.rows.find(({ service }) => service.name === name);
  if (!row) throw new Error(`no row ${name}`);
  const planned = planEnforcement(action, index, matrix, row);
  const after = planned && indexMesh(applyChanges(inventory, planned.changes));
  return {
    row,
    planned,
    after,
    modeAfter: after && resolveService(after, row.service).mode,
  };
}

/** The plan for foo/httpbin, beside a client bar/sleep; null where none is offered. */
export function planForHttpbin(
  action: Action,
  parts: Partial<Inventory>,
  edges: readonly TrafficEdge[] = [],
) {
  const inventory = anInventory({
    services: [aService("foo/httpbin")],
    pods: [aPod("foo/httpbin-1"), aPod("bar/sleep-1")],
    ...parts,
  });
  const { planned, modeAfter } = plannedFor(
    "httpbin",
    action,
    inventory,
    aTelemetry(edges, ["foo/httpbin-1"]),
  );
  return planned && { ...planned, modeAfter };
}
