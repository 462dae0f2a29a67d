import { expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import { DEFAULT_MESH_CONFIG } from "@/lib/mesh/objects";
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
  alteredLabels: [],
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

const PROVIDERS = [
  { name: "metrics", isPrometheus: true },
  { name: "traces", isPrometheus: false },
];

function namesFor(...items: ReturnType<typeof resource>[]): string[] {
  const index = indexMesh(
    anInventory({
      ...httpbin,
      ...telemetries(...items),
      meshConfig: { ...DEFAULT_MESH_CONFIG, metricsProviders: PROVIDERS },
    }),
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
  ["Prometheus by name", resource("foo/off", [{ providers: ["prometheus"] }])],
  [
    "Prometheus by the mesh's own name for it",
    resource("foo/off", [{ providers: ["METRICS"] }]),
  ],
  [
    "a provider that nobody knows",
    resource("foo/off", [
      { providers: ["nobody"] },
      { providers: ["prometheus", "nobody"], disabled: null },
    ]),
  ],
  [
    "everything, by choosing other providers only",
    resource("foo/off", [
      { providers: ["stackdriver", "traces"], disabled: null },
    ]),
  ],
])("metrics switched off for %s are told", (_, off) => {
  expect(namesFor(off)).toEqual([`${off.namespace}/off`]);
});

test.each([
  "connection_security_policy",
  "reporter",
  "response_flags",
  "source_workload",
  "source_workload_namespace",
  "source_principal",
  "destination_workload",
  "destination_workload_namespace",
  "destination_service",
  "destination_service_name",
  "destination_service_namespace",
])("without its own label %s a call is as good as not counted", (label) => {
  const rule = { disabled: null, alteredLabels: [label] };
  expect(namesFor(resource("foo/off", [rule]))).toEqual(["foo/off"]);
});

test.each([
  ["clients", resource("foo/off", [{ mode: "CLIENT" }])],
  ["durations", resource("foo/off", [{ metric: "REQUEST_DURATION" }])],
  ["another namespace", resource("bar/off", [{}])],
  ["another workload", resource("foo/off", [{}], { selector: { app: "x" } })],
  ["a gateway", resource("foo/off", [{}], { hasTargetRefs: true })],
  [
    "another provider",
    resource("foo/off", [
      { providers: ["stackdriver"] },
      { providers: ["traces"] },
      { providers: ["prometheus"], disabled: null },
    ]),
  ],
  [
    "a label nobody needs",
    resource("foo/off", [{ disabled: null, alteredLabels: ["request_host"] }]),
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

test("what is switched on for one provider stays off for another", () => {
  const off = resource("istio-system/off", [{ providers: ["prometheus"] }]);
  const both = ["prometheus", "metrics"];
  const on = (providers: string[]) =>
    resource("foo/on", [
      { providers, disabled: false },
      { providers: both, disabled: null },
    ]);
  expect(namesFor(off, on(["metrics"]))).toEqual(["istio-system/off"]);
  expect(namesFor(off, on(both))).toEqual([]);
});

test("a rule without providers is about those of the level above", () => {
  const chosen = { providers: ["prometheus", "traces"], disabled: null };
  const mesh = resource("istio-system/mesh", [chosen]);
  expect(namesFor(mesh)).toEqual([]);
  expect(namesFor(mesh, resource("foo/off", [{}]))).toEqual(["foo/off"]);
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
