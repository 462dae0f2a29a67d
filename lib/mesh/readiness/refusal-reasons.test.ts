import { expect, test } from "vitest";
import {
  aPod,
  aPolicy,
  aRefusal,
  aTelemetry,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { httpbin, onlyRow } from "@/lib/mesh/testing/only-row";
import type { RefusedCalls } from "@/lib/mesh/traffic/traffic";

const NOW_S = aTelemetry([], []).evaluatedAtS;

function reasonsOf(refused: readonly RefusedCalls[], mode: "STRICT" | "UNSET") {
  return onlyRow(
    { ...httpbin, peerAuthentications: [aPolicy("foo/default", { mode })] },
    { ...aTelemetry([], []), windowS: 300, refused },
  ).verdict;
}

const denied = aRefusal("legacy/sleep", "foo/httpbin", {
  seenBy: "ztunnel",
  unit: "connections",
  count: 213.2,
  lastSeenS: NOW_S - 41,
});
const failed = aRefusal("bar/curl", "foo/httpbin", { lastSeenS: null });

test("a locked service says first who is turned away, and last who failed for whatever reason", () => {
  const { state, reasons } = reasonsOf([failed, denied], "STRICT");
  expect(state).toBe("LOCKED");
  expect(reasons.map(({ code, level }) => `${code} ${level}`)).toEqual([
    "still-knocking info",
    "locked info",
    "calls-failed info",
  ]);
  expect(reasons[0]?.params).toEqual({
    requests: 0,
    connections: 214,
    callers: 1,
    named: "legacy/sleep",
    unnamed: 0,
    windowS: 300,
    agoS: 41,
  });
  expect(reasons[2]?.params).not.toHaveProperty("agoS");
});

test("a caller that two witnesses tell of is named once", () => {
  const { reasons } = onlyRow(
    {
      ...httpbin,
      pods: [...httpbin.pods, withoutProxy(aPod("bar/curl-1"))],
      peerAuthentications: [aPolicy("foo/default", { mode: "STRICT" })],
    },
    {
      ...aTelemetry([], []),
      refused: [
        { ...denied, source: failed.source },
        {
          ...failed,
          destination: { ...failed.destination, workload: "old" },
        },
      ],
    },
  ).verdict;
  expect(reasons[0]).toMatchObject({
    code: "still-knocking",
    params: { requests: 10, connections: 214, callers: 1, named: "bar/curl" },
  });
});

test("a service that is not locked turns nobody away", () => {
  expect(JSON.stringify(reasonsOf([denied, failed], "UNSET"))).not.toMatch(
    /still-knocking|calls-failed/,
  );
});
