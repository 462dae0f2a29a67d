import { expect, test } from "vitest";
import {
  aCaller,
  aCell,
  aDetail,
  someCounts,
} from "@/components/testing/a-snapshot";
import { callerRows } from "./caller-rows";

const stranger = aCaller({
  namespace: null,
  workload: null,
  connections: someCounts({ plaintext: 2 }),
});

test("whoever sends plaintext stands first, and of those the one without a name", () => {
  const row = aDetail({
    callers: [
      aCaller({ workload: "quiet", requests: someCounts({ mutualTls: 900 }) }),
      aCaller({ workload: "loud", requests: someCounts({ plaintext: 70 }) }),
      aCaller({ workload: "louder", requests: someCounts({ plaintext: 71 }) }),
      stranger,
    ],
  });
  const rows = callerRows(row, true);
  expect(rows.map(({ caller }) => caller.workload)).toEqual([
    null,
    "louder",
    "loud",
    "quiet",
  ]);
});

test("requests and connections of one caller are two figures, never one", () => {
  const both = aCaller({
    requests: someCounts({ mutualTls: 4, plaintext: 1 }),
    connections: someCounts({ plaintext: 2 }),
  });
  const [found] = callerRows(aDetail({ callers: [both] }), true);
  expect(found?.units).toEqual([
    { unit: "requests", counts: someCounts({ mutualTls: 4, plaintext: 1 }) },
    { unit: "connections", counts: someCounts({ plaintext: 2 }) },
  ]);
});

test("of the callers in a refused cell, only those with plaintext are refused", () => {
  const safe = aCaller({ requests: someCounts({ mutualTls: 4 }) });
  const open = aCaller({
    workload: "open",
    requests: someCounts({ plaintext: 1 }),
  });
  const row = aDetail({
    cells: [aCell({ refusedWhenStrict: true })],
    callers: [safe, open],
  });
  expect(
    callerRows(row, true).map(({ caller, refused }) => [
      caller.workload,
      refused,
    ]),
  ).toEqual([
    ["open", true],
    ["front", false],
  ]);
});
