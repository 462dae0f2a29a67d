import { expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { Inventory } from "@/lib/mesh/objects";
import { resolveMesh } from "@/lib/mesh/resolution/mesh-resolution";
import {
  anEdge,
  anInventory,
  aPod,
  aPolicy,
  aRefusal,
  aService,
  aTelemetry,
} from "@/lib/mesh/testing/inventory-builders";
import { readable } from "@/lib/mesh/testing/only-row";
import { anAmbientPod } from "@/lib/mesh/testing/ready-service";
import { NO_COUNTS } from "@/lib/mesh/traffic/counts";
import type { RefusedCalls, Telemetry } from "@/lib/mesh/traffic/traffic";
import { buildMatrix, type Matrix } from "./matrix";

const STRICT = [aPolicy("foo/default", { mode: "STRICT" })];

const LOCKED: Partial<Inventory> = {
  services: [aService("foo/httpbin")],
  pods: [aPod("foo/httpbin-1"), aPod("bar/sleep-1")],
  peerAuthentications: STRICT,
};

function matrixOf(
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

const unnamed = (from: string, service = "httpbin") =>
  aRefusal(from, "foo/httpbin", {
    destination: {
      workloadNamespace: "unknown",
      workload: "unknown",
      serviceNamespace: "foo",
      serviceName: service,
    },
  });

test("a caller known only from refusals has a cell, in which nothing arrived", () => {
  const mesh = { ...LOCKED, pods: [anAmbientPod("foo/httpbin-1")] };
  const denied = (from: string, lastSeenS: number) =>
    aRefusal(from, "foo/httpbin", {
      seenBy: "ztunnel",
      unit: "connections",
      lastSeenS,
    });
  const matrix = matrixOf(
    mesh,
    [
      denied("legacy/sleep", 500),
      denied("old/cron", 700),
      denied("old/job", 600),
    ],
    {
      edges: [
        anEdge("bar/sleep", "foo/httpbin", { security: "mutual_tls" }),
        anEdge("legacy/fixed", "foo/httpbin", { security: "mutual_tls" }),
      ],
    },
  );
  const cells = matrix.rows[0]?.cells.map(
    ({ client, traffic, refused, refusedWhenStrict, connections }) => ({
      client,
      traffic,
      refusedWhenStrict,
      arrived: connections,
      refused: refused.map(({ workload }) => workload),
    }),
  );
  const arrived = NO_COUNTS;
  expect(cells).toEqual([
    {
      client: "bar",
      traffic: "mutual_tls",
      refused: [],
      refusedWhenStrict: false,
      arrived,
    },
    {
      client: "legacy",
      traffic: "mutual_tls",
      refused: ["sleep"],
      refusedWhenStrict: false,
      arrived,
    },
    {
      client: "old",
      traffic: "none",
      refused: ["cron", "job"],
      refusedWhenStrict: false,
      arrived,
    },
  ]);
  expect(matrix.clientNamespaces).toContain("old");
});

test("calls that may have met a server that was down give nobody a cell", () => {
  expect(matrixOf(LOCKED, [unnamed("old/sleep")]).rows[0]?.cells).toEqual([]);
});
