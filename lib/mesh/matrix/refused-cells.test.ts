import { expect, test } from "vitest";
import {
  anAmbientPod,
  anEdge,
  aRefusal,
} from "@/lib/mesh/testing/inventory-builders";
import { NO_COUNTS } from "@/lib/mesh/traffic/counts";
import { LOCKED, matrixOf, unnamed } from "./testing/refused-calls";

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
