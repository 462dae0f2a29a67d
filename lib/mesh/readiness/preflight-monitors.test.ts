import { expect, test } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import { buildMatrix } from "@/lib/mesh/matrix/matrix";
import type {
  MetricsMonitor,
  MonitorEndpoint,
} from "@/lib/mesh/metrics-monitor";
import { resolveMesh } from "@/lib/mesh/resolution/mesh-resolution";
import {
  anAmbientPod,
  anEdge,
  anInventory,
  aService,
  aTelemetry,
} from "@/lib/mesh/testing/inventory-builders";
import { httpbin, onlyRow, readable } from "@/lib/mesh/testing/only-row";
import {
  type Case,
  expectRule,
  type Rule,
} from "@/lib/mesh/testing/ready-service";

/** Semantics E11: what monitors tell Prometheus to scrape. */
const RULES: readonly Rule[] = [
  [
    "E11",
    "scraped-in-plaintext",
    "warn",
    {
      found: monitored({}),
      nearMiss: monitored({ endpoints: [on("service-port", "other")] }),
    },
  ],
  [
    "E11, by labels",
    "scraped-in-plaintext",
    "warn",
    {
      found: monitored({
        selector: asking("app", "Exists"),
        kind: "PodMonitor",
        endpoints: [on("container-port", "http")],
      }),
      nearMiss: monitored({
        selector: asking("app", "DoesNotExist"),
        kind: "PodMonitor",
        endpoints: [on("container-port", "http")],
      }),
    },
  ],
  [
    "E11, merged metrics",
    "scraped-in-plaintext",
    "warn",
    {
      found: monitored({ endpoints: [on("container-port", 8080)] }),
      nearMiss: monitored({ endpoints: [on("container-port", 15020)] }),
    },
  ],
  [
    "E11, excluded port",
    "scraped-in-plaintext",
    "warn",
    {
      found: monitored({}),
      nearMiss: {
        ...monitored({}),
        pod: {
          annotations: {
            "traffic.sidecar.istio.io/excludeInboundPorts": "8080",
          },
        },
      },
    },
  ],
  [
    "E11, mesh certificate",
    "scraped-in-plaintext",
    "warn",
    {
      found: monitored({}),
      nearMiss: monitored({
        endpoints: [
          { ...on("service-port", "http"), withMeshCertificate: true },
        ],
      }),
    },
  ],
  [
    "E11, other namespace",
    "scraped-in-plaintext",
    "warn",
    {
      found: monitored({ namespaces: null }),
      nearMiss: monitored({ namespaces: ["monitoring"] }),
    },
  ],
];

test.each(RULES)("%s %s is found, and what looks like it is not", expectRule);

test("a monitor counts through every service before the pods, and on ambient pods", () => {
  const monitor =
    monitored({ selector: asking("metrics", "Exists") }).mesh ?? {};
  const beside = aService("foo/beside", {
    selector: { app: "httpbin" },
    labels: { metrics: "yes" },
  });
  const services = [aService("foo/httpbin"), beside];
  const pods = [anAmbientPod("foo/httpbin-1")];
  const { rows } = buildMatrix(
    resolveMesh(indexMesh(anInventory({ services, pods, ...monitor }))),
    aTelemetry([anEdge("bar/sleep", "foo/httpbin")], ["foo/httpbin-1"]),
    readable,
  );
  for (const { verdict } of rows) {
    expect(verdict.reasons).toContainEqual(
      expect.objectContaining({
        code: "scraped-in-plaintext",
        params: { ports: "httpbin:8080", monitors: 1 },
        objects: [{ kind: "ServiceMonitor", namespace: "foo", name: "scrape" }],
      }),
    );
  }
});

test("thousands of monitors of one namespace, which look everywhere, neither fill a verdict nor hide", () => {
  const items = Array.from(
    { length: 3_000 },
    (_, at): MetricsMonitor => ({
      kind: at % 2 === 0 ? "ServiceMonitor" : "PodMonitor",
      namespace: "elsewhere",
      name: `scrape-${at}`,
      namespaces: null,
      selector: { matchLabels: {}, matchExpressions: [] },
      // The proxy's own port is named 3,000 times before the application's.
      endpoints: [
        ...Array.from({ length: at }, () => on("container-port", 15020)),
        on("container-port", 8080),
      ],
    }),
  );
  const { verdict } = onlyRow(
    { ...httpbin, metricsMonitors: { complete: true, items } },
    aTelemetry([anEdge("bar/sleep", "foo/httpbin")], ["foo/httpbin-1"]),
  );
  const found = verdict.reasons.find(
    ({ code }) => code === "scraped-in-plaintext",
  );
  expect(found?.params.ports).toBe("httpbin:8080");
  expect(found?.objects).toHaveLength(20);
});

function on(by: MonitorEndpoint["by"], port: string | number): MonitorEndpoint {
  return { by, port, withMeshCertificate: false };
}

function asking(key: string, operator: "Exists" | "DoesNotExist") {
  return { matchLabels: {}, matchExpressions: [{ key, operator, values: [] }] };
}

function monitored(parts: Partial<MetricsMonitor>): Case {
  const monitor: MetricsMonitor = {
    kind: "ServiceMonitor",
    namespace: "foo",
    name: "scrape",
    namespaces: ["foo"],
    selector: { matchLabels: {}, matchExpressions: [] },
    endpoints: [on("service-port", "http")],
    ...parts,
  };
  return { mesh: { metricsMonitors: { complete: true, items: [monitor] } } };
}
