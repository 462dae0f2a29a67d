import { parser } from "@prometheus-io/lezer-promql";
import { describe, expect, it } from "vitest";
import {
  MAX_WINDOW_S,
  MIN_WINDOW_S,
  parseWindow,
  WINDOWS,
  windowSeconds,
} from "@/lib/mesh/window";
import { edgeCounts, plaintextActivity } from "./promql";
import { podsAndClock } from "./promql-pods";
import { matcher } from "./promql-text";
import { trafficTrend, trendStepS } from "./promql-trend";
import { maskStepS, stepEnds } from "./step-mask";

const ONLY = [matcher("cluster", "=", "east")];
const SCOPE = { only: ONLY, hasCopies: true };
const TREND = { namespace: "foo", workloads: ["httpbin"], caller: null };
const SLEEP = { namespace: "bar", workload: "sleep" };

const CUSTOM = ["7m", "16m", "61m", "90m", "36h", "10d", "43199m"].map(
  (text) => parseWindow(text) ?? text,
);

describe.each([...WINDOWS, ...CUSTOM])("over %s", (name) => {
  const windowS = windowSeconds(parseWindow(name) ?? "5m");

  it.each([
    ["edgeCounts", edgeCounts(windowS)],
    ["edgeCounts of one cluster", edgeCounts(windowS, SCOPE)],
    ["plaintextActivity", plaintextActivity(windowS)],
    ["plaintextActivity of one cluster", plaintextActivity(windowS, SCOPE)],
    ["podsAndClock", podsAndClock(windowS)],
    ["podsAndClock of one cluster", podsAndClock(windowS, ONLY)],
    [
      "trafficTrend",
      trafficTrend(
        {
          namespace: "foo",
          workloads: ["httpbin", 'o"dd.name\\'],
          caller: SLEEP,
        },
        trendStepS(windowS),
      ),
    ],
  ])("%s is PromQL", (_, promql) => {
    expect(faults(promql)).toEqual([]);
  });
});

it("asks for at most some sixty steps per series, whatever the window's length", () => {
  for (let windowS = MIN_WINDOW_S; windowS <= MAX_WINDOW_S; windowS += 60) {
    const [trend, mask] = [trendStepS(windowS), maskStepS(windowS)];
    const ends = stepEnds(1_760_000_000, windowS).length;
    // A trend is the window and not more; a mask has a bit for each step.
    const fits = windowS % trend === 0 && windowS / trend <= 60 && ends <= 51;
    if (!fits || Math.min(trend, mask) < 15) throw new Error(`${windowS} s`);
  }
});

it("this suite would notice what is not PromQL", () => {
  expect(faults("sum by (a (up)")).not.toEqual([]);
});

it("asks receivers only, but for what receivers never saw", () => {
  const selectors = edgeCounts(300).match(/istio_\w+\{[^}]*\}/g) ?? [];
  expect(selectors.length).toBeGreaterThan(5);
  for (const selector of selectors) {
    const expected = selector.includes("UC|UF")
      ? 'reporter="source"'
      : 'reporter=~"destination|waypoint"';
    expect(selector).toContain(expected);
  }
});

it.each([
  ["edgeCounts", edgeCounts(300, SCOPE)],
  ["plaintextActivity", plaintextActivity(300, SCOPE)],
  ["podsAndClock", podsAndClock(300, ONLY)],
  ["trafficTrend", trafficTrend(TREND, 60, ONLY)],
])("%s asks for one cluster's series only, where that is set", (_, promql) => {
  const selectors = promql.match(/istio_\w+\{[^}]*\}/g) ?? [];
  expect(selectors.length).toBeGreaterThan(3);
  for (const selector of selectors) {
    expect(selector).toContain('cluster="east"');
  }
});

it("asks for the course of one caller's calls, and whether anything is known of all", () => {
  const promql = trafficTrend({ ...TREND, caller: SLEEP }, 60);
  const [caller, all] = promql.split('"seen"').map((part) => part);
  expect(caller).toContain('source_workload="sleep"');
  expect(all).not.toContain("source_workload");
});

it("asks for the course of callers without a name", () => {
  const caller = { namespace: null, workload: null };
  expect(trafficTrend({ ...TREND, caller }, 60)).toContain(
    'source_workload=~"|unknown"',
  );
});

it("asks for the course of exactly these workloads, as receivers saw it", () => {
  const promql = trafficTrend({ ...TREND, workloads: ["a.b", "c"] }, 60);
  const selectors = promql.match(/istio_(?!build)\w+\{[^}]*\}/g) ?? [];
  expect(selectors.length).toBeGreaterThan(5);
  for (const selector of selectors) {
    expect(selector).toContain('reporter=~"destination|waypoint"');
    expect(selector).toContain('destination_workload_namespace="foo"');
    expect(selector).toContain('destination_workload=~"a\\\\.b|c"');
  }
});

it("lets no series below zero take anything from the others of its edge", () => {
  const sums = edgeCounts(300).match(/sum by \([^)]*\) \(\w+/g) ?? [];
  expect(sums).toHaveLength(11);
  for (const sum of sums) expect(sum).toMatch(/\(clamp_min$/);
});

it("asks for refused connections, which alone do not make an edge", () => {
  for (const promql of [edgeCounts(300), trafficTrend(TREND, 60)]) {
    expect(promql).toMatch(
      /unless \(.*istio_tcp_connections_failed_total\{[^}]*response_flags="DENY"/,
    );
  }
});

it("asks for the times of anything but mutual TLS", () => {
  expect(plaintextActivity(300)).not.toMatch(/policy="mutual_tls"/);
});

it.each([
  ['a"b', 'l="a\\"b"'],
  ["a\\b", 'l="a\\\\b"'],
  ["a\nb", 'l="a\\nb"'],
  ['"} or up{x="', 'l="\\"} or up{x=\\""'],
])("keeps %j inside one label value", (value, expected) => {
  expect(matcher("l", "=", value)).toBe(expected);
  expect(faults(`up{${matcher("l", "=", value)}}`)).toEqual([]);
});

function faults(promql: string): string[] {
  const found: string[] = [];
  parser.parse(promql).iterate({
    enter(node) {
      if (node.type.isError) found.push(promql.slice(node.from - 20, node.to));
    },
  });
  return found;
}
