import { expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import { DEFAULT_MESH_CONFIG, type MeshConfig } from "@/lib/mesh/objects";
import type { TelemetryResource } from "@/lib/mesh/telemetry-resource";
import {
  anEdge,
  anInventory,
  aPod,
  aTelemetry,
} from "@/lib/mesh/testing/inventory-builders";
import { httpbin, onlyRow } from "@/lib/mesh/testing/only-row";
import { aTelemetryResource as resource } from "@/lib/mesh/testing/telemetry-resource";
import { metricsOffFor } from "./server-metrics";

function telemetries(...items: TelemetryResource[]) {
  return { telemetries: { complete: true, items } };
}

const PROVIDERS = [
  { name: "metrics", isPrometheus: true },
  { name: "traces", isPrometheus: false },
];

function offFor(
  items: readonly TelemetryResource[],
  mesh: Partial<MeshConfig> = {},
) {
  const index = indexMesh(
    anInventory({
      ...httpbin,
      ...telemetries(...items),
      meshConfig: {
        ...DEFAULT_MESH_CONFIG,
        metricsProviders: PROVIDERS,
        ...mesh,
      },
    }),
  );
  const pod = aPod("foo/httpbin-1", { labels: { app: "httpbin" } });
  return metricsOffFor(index, pod);
}

function namesFor(...items: TelemetryResource[]): string[] {
  const found = offFor(items).map(({ by }) => `${by?.namespace}/${by?.name}`);
  return [...new Set(found)];
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

const CHOSEN = { disabled: null };

test.each([
  [
    "a metric that is off",
    [{}],
    { cause: "disabled", names: ["REQUEST_COUNT"] },
  ],
  [
    "all of them off",
    [{ metric: "ALL_METRICS" }],
    { cause: "disabled", names: ["REQUEST_COUNT", "TCP_OPENED_CONNECTIONS"] },
  ],
  [
    "labels taken away",
    [{ disabled: null, alteredLabels: ["reporter", "request_host"] }],
    { cause: "labels", names: ["reporter"] },
  ],
  [
    "others than Prometheus",
    [{ ...CHOSEN, providers: ["traces", "stackdriver"] }],
    { cause: "other-providers", names: ["traces", "stackdriver"] },
  ],
  [
    "one that nobody explains",
    [{ ...CHOSEN, providers: ["traces", "nobody"] }],
    { cause: "unknown-provider", names: ["nobody"] },
  ],
])("%s has its own cause, by name", (_, rules, expected) => {
  const by = { kind: "Telemetry", namespace: "foo", name: "off" };
  expect(offFor([resource("foo/off", rules)])).toEqual([{ ...expected, by }]);
});

test("two causes are told as two", () => {
  const both = [{}, { disabled: null, alteredLabels: ["reporter"] }];
  expect(offFor([resource("foo/off", both)]).map(({ cause }) => cause)).toEqual(
    ["disabled", "labels"],
  );
});

test.each([
  [undefined, []],
  [["prometheus"], []],
  [["Metrics"], []],
  [["prometheus", "stackdriver"], []],
  [
    ["stackdriver"],
    [{ cause: "other-providers", names: ["stackdriver"], by: null }],
  ],
  [["nobody"], [{ cause: "unknown-provider", names: ["nobody"], by: null }]],
])(
  "where no resource chooses, the mesh's default providers %j count",
  (defaults, off) => {
    const mesh = defaults && { defaultMetricsProviders: defaults };
    expect(offFor([], mesh)).toEqual(off);
    const silent = resource("foo/on", [{ ...CHOSEN, mode: "CLIENT" }]);
    expect(offFor([silent], mesh)).toEqual(off);
  },
);

test("a rule without providers is about the mesh's default ones", () => {
  const off = resource("foo/off", [{}]);
  const causes = (defaults: string[]) =>
    offFor([off], { defaultMetricsProviders: defaults }).map(
      ({ cause }) => cause,
    );
  expect(causes(["metrics"])).toEqual(["disabled"]);
  expect(causes(["stackdriver"])).toEqual(["other-providers"]);
});

test("a resource that chooses Prometheus takes the place of the mesh's default", () => {
  const on = resource("foo/on", [{ ...CHOSEN, providers: ["prometheus"] }]);
  expect(offFor([on], { defaultMetricsProviders: ["stackdriver"] })).toEqual(
    [],
  );
});

test("calls that nobody counts for Prometheus are no lack of traffic", () => {
  const row = onlyRow(
    {
      ...httpbin,
      meshConfig: {
        ...DEFAULT_MESH_CONFIG,
        defaultMetricsProviders: ["stackdriver"],
      },
    },
    aTelemetry([], ["foo/httpbin-1"]),
  );
  expect(row.evidence.state).toBe("no_evidence");
  expect(row.verdict).toMatchObject({
    state: "UNKNOWN",
    reasons: [
      {
        code: "metrics-off",
        params: { cause: "other-providers", names: "stackdriver" },
        objects: [],
      },
    ],
  });
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
        params: { cause: "disabled", names: "REQUEST_COUNT" },
        objects: [{ kind: "Telemetry", namespace: "foo", name: "off" }],
      },
    ],
  });
});
