import { parser } from "@prometheus-io/lezer-promql";
import { describe, expect, it } from "vitest";
import { WINDOW_SECONDS, WINDOWS } from "@/lib/mesh/window";
import {
  edgeCounts,
  lastSeenGrainS,
  plaintextLastSeen,
  podsAndClock,
  trafficTrend,
} from "./promql";
import { matcher } from "./promql-text";

describe.each(WINDOWS)("over %s", (window) => {
  const windowS = WINDOW_SECONDS[window];

  it.each([
    ["edgeCounts", edgeCounts(windowS)],
    ["plaintextLastSeen", plaintextLastSeen(windowS)],
    ["podsAndClock", podsAndClock(windowS)],
    [
      "trafficTrend",
      trafficTrend(
        { namespace: "foo", workloads: ["httpbin", 'o"dd.name\\'] },
        lastSeenGrainS(windowS),
      ),
    ],
  ])("%s is PromQL", (_, promql) => {
    expect(faults(promql)).toEqual([]);
  });

  it("never asks for more than some sixty steps per series", () => {
    const grainS = lastSeenGrainS(windowS);
    expect(windowS / grainS).toBeLessThanOrEqual(60);
    expect(grainS).toBeGreaterThanOrEqual(15);
  });
});

it("this suite would notice what is not PromQL", () => {
  expect(faults("sum by (a (up)")).not.toEqual([]);
});

it("asks receivers only", () => {
  const selectors = edgeCounts(300).match(/istio_\w+\{[^}]*\}/g) ?? [];
  expect(selectors.length).toBeGreaterThan(5);
  for (const selector of selectors) {
    expect(selector).toContain('reporter=~"destination|waypoint"');
  }
});

it("asks for the course of exactly these workloads, as receivers saw it", () => {
  const promql = trafficTrend(
    { namespace: "foo", workloads: ["a.b", "c"] },
    60,
  );
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
  expect(sums).toHaveLength(8);
  for (const sum of sums) expect(sum).toMatch(/\(clamp_min$/);
});

it("asks for refused connections, which alone do not make an edge", () => {
  for (const promql of [
    edgeCounts(300),
    trafficTrend({ namespace: "foo", workloads: ["httpbin"] }, 60),
  ]) {
    expect(promql).toMatch(
      /unless \(.*istio_tcp_connections_failed_total\{[^}]*response_flags="DENY"/,
    );
  }
});

it("asks for last-seen times of anything but mutual TLS", () => {
  expect(plaintextLastSeen(300)).not.toMatch(/policy="mutual_tls"/);
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
