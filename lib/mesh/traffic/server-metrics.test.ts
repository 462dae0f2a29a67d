import { expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { MetricsRule } from "@/lib/mesh/telemetry-resource";
import {
  anEdge,
  anInventory,
  aPod,
  aTelemetry,
} from "@/lib/mesh/testing/inventory-builders";
import { httpbin, onlyRow } from "@/lib/mesh/testing/only-row";
import { metricsOffFor } from "./server-metrics";

const RULE: MetricsRule = {
  providers: [],
  mode: "SERVER",
  metric: "REQUEST_COUNT",
  disabled: true,
  removedLabels: [],
};

interface Made {
  readonly selector?: Record<string, string>;
  readonly createdAt?: string;
  readonly hasTargetRefs?: boolean;
}

function resource(
  path: string,
  metrics: readonly Partial<MetricsRule>[],
  { selector, createdAt, hasTargetRefs = false }: Made = {},
) {
  const [namespace = "", name = ""] = path.split("/");
  return {
    namespace,
    name,
    uid: path,
    resourceVersion: "1",
    createdAt: createdAt ?? "2026-01-01T00:00:00Z",
    labels: {},
    annotations: {},
    selector: selector ?? null,
    hasTargetRefs,
    accessLogging: [],
    metrics: metrics.map((rule) => ({ ...RULE, ...rule })),
  };
}

function telemetries(...items: ReturnType<typeof resource>[]) {
  return { telemetries: { complete: true, items } };
}

function namesFor(...items: ReturnType<typeof resource>[]): string[] {
  const index = indexMesh(
    anInventory({ ...httpbin, ...telemetries(...items) }),
  );
  const pod = aPod("foo/httpbin-1", { labels: { app: "httpbin" } });
  return metricsOffFor(index, pod).map(
    ({ namespace, name }) => `${namespace}/${name}`,
  );
}

test.each([
  ["the mesh", resource("istio-system/off", [{}])],
  ["the namespace", resource("foo/off", [{}])],
  ["the workload", resource("foo/off", [{}], { selector: { app: "httpbin" } })],
  ["everything", resource("foo/off", [{ metric: "ALL_METRICS" }])],
  ["both sides", resource("foo/off", [{ mode: "CLIENT_AND_SERVER" }])],
  ["TCP only", resource("foo/off", [{ metric: "TCP_OPENED_CONNECTIONS" }])],
  [
    "Prometheus by name",
    resource("foo/off", [{ providers: ["my-prometheus"] }]),
  ],
  [
    "the label connection_security_policy",
    resource("foo/off", [
      { disabled: null, removedLabels: ["connection_security_policy"] },
    ]),
  ],
])("metrics switched off for %s are told", (_, off) => {
  expect(namesFor(off)).toEqual([`${off.namespace}/off`]);
});

test.each([
  ["clients", resource("foo/off", [{ mode: "CLIENT" }])],
  ["durations", resource("foo/off", [{ metric: "REQUEST_DURATION" }])],
  ["another namespace", resource("bar/off", [{}])],
  ["another workload", resource("foo/off", [{}], { selector: { app: "x" } })],
  ["a gateway", resource("foo/off", [{}], { hasTargetRefs: true })],
  ["another provider", resource("foo/off", [{ providers: ["stackdriver"] }])],
  [
    "a label nobody needs",
    resource("foo/off", [{ disabled: null, removedLabels: ["request_host"] }]),
  ],
])("metrics switched off for %s are none of its matter", (_, off) => {
  expect(namesFor(off)).toEqual([]);
});

test("a workload may switch on again what its mesh switched off", () => {
  expect(
    namesFor(
      resource("istio-system/off", [{}]),
      resource("foo/on", [{ disabled: false }]),
    ),
  ).toEqual([]);
});

test("of two for one namespace the older counts", () => {
  const younger = { createdAt: "2026-02-01T00:00:00Z" };
  expect(
    namesFor(
      resource("foo/off", [{}], younger),
      resource("foo/on", [{ disabled: false }]),
    ),
  ).toEqual([]);
});

test("a service whose metrics are off is never ready, nor without traffic", () => {
  const row = onlyRow(
    { ...httpbin, ...telemetries(resource("foo/off", [{}])) },
    aTelemetry([anEdge("bar/sleep", "foo/httpbin")], ["foo/httpbin-1"]),
  );
  expect(row.evidence.state).toBe("no_evidence");
  expect(row.verdict).toMatchObject({
    state: "UNKNOWN",
    reasons: [
      {
        code: "metrics-off",
        objects: [{ kind: "Telemetry", namespace: "foo", name: "off" }],
      },
    ],
  });
});
