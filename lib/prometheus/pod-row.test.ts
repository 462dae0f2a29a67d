import { expect, it } from "vitest";
import type { VectorRow } from "./envelope";
import { readPodRows } from "./pod-row";
import { maskStepS, stepEnds } from "./step-mask";

const NOW_S = 1_760_000_000.25;
const WINDOW_S = 300;
const STEP_S = maskStepS(WINDOW_S);
const ENDS = stepEnds(NOW_S, WINDOW_S);

it.each([
  ["all of it", ENDS, undefined],
  ["its end only", ENDS.slice(5), { beforeFirstS: 5 * STEP_S, longestS: 0 }],
  [
    "both of its ends",
    [...ENDS.slice(0, 2), ...ENDS.slice(6)],
    { beforeFirstS: 0, longestS: 4 * STEP_S },
  ],
  [
    "its start only",
    ENDS.slice(0, -3),
    { beforeFirstS: 0, longestS: 3 * STEP_S },
  ],
  ["nothing but now", [], { beforeFirstS: WINDOW_S, longestS: 0 }],
])("knows the gaps of a window of which %s was scraped", (_, ends, gap) => {
  expect(gapsIn(rowOf({ namespace: "foo" }, ends))).toEqual(gap);
});

it("joins what was scraped under old and new label names", () => {
  expect(
    gapsIn(
      rowOf({ kubernetes_namespace: "foo" }, ENDS.slice(0, 7)),
      rowOf({ namespace: "foo" }, ENDS.slice(7)),
    ),
  ).toBeUndefined();
});

it.each([Number.NaN, -1, 2 ** 53])("takes %d for no step at all", (figure) => {
  const row = rowOf({ namespace: "foo" }, []);
  expect(gapsIn({ ...row, value: [NOW_S, figure] })).toEqual({
    beforeFirstS: WINDOW_S,
    longestS: 0,
  });
});

it.each([
  [["a"], false],
  [["a", "b"], true],
])("of servers %j there are copies: %s", (servers, hasCopies) => {
  const rows = servers.map(
    (server): VectorRow => ({
      metric: { lockstep_row: "copy", prometheus_replica: server },
      value: [NOW_S, 1],
    }),
  );
  expect(readPodRows(rows, WINDOW_S).hasCopies).toBe(hasCopies);
});

it("keeps by whom a workload was known before, however the scrape names it", () => {
  const known = (labels: Record<string, string>): VectorRow => ({
    metric: {
      lockstep_row: "known",
      destination_workload_namespace: "foo",
      destination_workload: "web",
      ...labels,
    },
    value: [NOW_S, 1],
  });
  const { knownBefore } = readPodRows(
    [
      known({ namespace: "istio-system" }),
      known({ namespace: "evil", kubernetes_namespace: "istio-system" }),
      known({ destination_workload: "api" }),
    ],
    WINDOW_S,
  );
  expect([...knownBefore]).toEqual([
    ["foo/web", [["istio-system"], ["evil", "istio-system"]]],
    ["foo/api", [[]]],
  ]);
});

function rowOf(
  labels: Record<string, string>,
  ends: readonly number[],
): VectorRow {
  const mask = ends.reduce((sum, endS) => sum + 2 ** ((endS / STEP_S) % 52), 0);
  return {
    metric: { ...labels, lockstep_group: "web--", lockstep_row: "scraped" },
    value: [NOW_S, mask],
  };
}

function gapsIn(...scraped: readonly VectorRow[]) {
  const pod = { namespace: "foo", pod: "web-7d8f9c6b5-x2x4z" };
  const rows: VectorRow[] = [
    { metric: { lockstep_row: "clock" }, value: [NOW_S, NOW_S] },
    { metric: { ...pod, lockstep_row: "pod" }, value: [NOW_S, 1] },
    ...scraped,
  ];
  return readPodRows(rows, WINDOW_S).scrapeGaps.get("foo/web--");
}
