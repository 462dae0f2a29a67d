import { expect, test } from "vitest";
import type { Inventory } from "@/lib/mesh/objects";
import {
  anEdge,
  aPod,
  aRule,
  aTelemetry,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { httpbin, onlyRow } from "@/lib/mesh/testing/only-row";

const NOW_S = aTelemetry([], []).evaluatedAtS;
const host = "httpbin.foo.svc.cluster.local";
const mutual = { tls: "ISTIO_MUTUAL" as const };
const rest = { portLevelSettings: [], passthrough: false };

function verdict(agoS: number | null, mesh: Partial<Inventory> = {}) {
  const edge = anEdge("bar/sleep", "foo/httpbin", {
    security: "plaintext",
    lastSeenS: agoS === null ? null : NOW_S - agoS,
  });
  return onlyRow(
    {
      ...httpbin,
      pods: [...httpbin.pods, ...(mesh.pods ?? [aPod("bar/sleep-1")])],
      destinationRules: mesh.destinationRules ?? [],
    },
    aTelemetry([edge], ["foo/httpbin-1"]),
  ).verdict;
}

test("a meshed client that is told mutual TLS by now, and sent no plaintext since, has stopped", () => {
  const told = verdict(720, {
    destinationRules: [
      aRule("foo/mine", { host, trafficPolicy: { ...mutual, ...rest } }),
    ],
  });
  // What the window holds still counts, unless the team has a quiet period.
  expect(told).toMatchObject({
    state: "BLOCKED",
    reasons: [
      {
        code: "plaintext-stopped",
        params: { requests: 10, named: "bar/sleep", agoS: 720 },
      },
    ],
  });
});

test.each([
  ["it sent some a moment ago", 100, {}],
  ["nobody knows when it sent some last", null, {}],
  ["it has no proxy", 720, { pods: [withoutProxy(aPod("bar/sleep-1"))] }],
  [
    "one of its pods has no proxy",
    720,
    { pods: [aPod("bar/sleep-1"), withoutProxy(aPod("bar/sleep-2"))] },
  ],
  ["none of its pods is there any more", 720, { pods: [aPod("bar/other-1")] }],
  [
    "a rule tells it plaintext",
    720,
    {
      destinationRules: [
        aRule("foo/off", { host, trafficPolicy: { tls: "DISABLE", ...rest } }),
      ],
    } satisfies Partial<Inventory>,
  ],
])("it has not where %s", (_, agoS, mesh) => {
  const codes = verdict(agoS, mesh).reasons.map(({ code }) => code);
  expect(codes).toContain("plaintext-seen");
  expect(codes).not.toContain("plaintext-stopped");
});

test("thousands of callers that somebody made up are counted, and a few of them named, without delay", () => {
  const edges = Array.from({ length: 12_000 }, (_, at) =>
    anEdge(`bar/made-up-${String(at).padStart(5, "0")}`, "foo/httpbin", {
      security: "plaintext",
      lastSeenS: NOW_S - at,
    }),
  );
  const [first] = onlyRow(httpbin, aTelemetry(edges, ["foo/httpbin-1"])).verdict
    .reasons;
  expect(first?.code).toBe("plaintext-seen");
  expect(first?.params).toMatchObject({ callers: 12_000, agoS: 0 });
  expect(String(first?.params.named).length).toBeLessThan(120);
});
