/** Calls to a locked foo/httpbin that clients saw fail, and the matrix they make. */
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import { buildMatrix, type Matrix } from "@/lib/mesh/matrix/matrix";
import type { Inventory } from "@/lib/mesh/objects";
import { resolveMesh } from "@/lib/mesh/resolution/mesh-resolution";
import {
  anInventory,
  aPod,
  aPolicy,
  aRefusal,
  aService,
  aTelemetry,
} from "@/lib/mesh/testing/inventory-builders";
import { readable } from "@/lib/mesh/testing/only-row";
import type { RefusedCalls, Telemetry } from "@/lib/mesh/traffic/traffic";

export const LOCKED: Partial<Inventory> = {
  services: [aService("foo/httpbin")],
  pods: [aPod("foo/httpbin-1"), aPod("bar/sleep-1")],
  peerAuthentications: [aPolicy("foo/default", { mode: "STRICT" })],
};

export function matrixOf(
  mesh: Partial<Inventory>,
  refused: readonly RefusedCalls[],
  more: Partial<Telemetry> = {},
): Matrix {
  return buildMatrix(
    resolveMesh(indexMesh(anInventory(mesh))),
    { ...aTelemetry([], []), refused, ...more },
    readable,
  );
}

/** A call whose client saw which service it called, and no workload. */
export function unnamed(from: string): RefusedCalls {
  return aRefusal(from, "foo/httpbin", {
    destination: {
      workloadNamespace: "unknown",
      workload: "unknown",
      serviceNamespace: "foo",
      serviceName: "httpbin",
    },
  });
}
