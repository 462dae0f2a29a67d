import { describe, expect, it } from "vitest";
import {
  projectApiService,
  projectCronJob,
  webhookProjector,
} from "./normalize-optional";
import { projectPod } from "./normalize-pod";

const metadata = { name: "x", namespace: "shop" };

describe("a CronJob", () => {
  it("keeps when it ran, and what injection asks of its pods", () => {
    const spec = {
      suspend: true,
      jobTemplate: {
        spec: {
          template: {
            metadata: {
              labels: { "sidecar.istio.io/inject": "false" },
              annotations: { "sidecar.istio.io/inject": "false", other: "x" },
            },
            spec: { hostNetwork: true, containers: [] },
          },
        },
      },
    };
    const status = { lastScheduleTime: "2026-01-01T04:30:00Z" };
    expect(projectCronJob({ metadata, spec, status })).toMatchObject({
      value: {
        suspended: true,
        lastRunAt: "2026-01-01T04:30:00Z",
        template: {
          labels: { "sidecar.istio.io/inject": "false" },
          annotations: { "sidecar.istio.io/inject": "false" },
          hostNetwork: true,
        },
      },
    });
  });

  it("that never ran, and whose template says nothing, reads as such", () => {
    const spec = { jobTemplate: { spec: { template: {} } } };
    expect(projectCronJob({ metadata, spec })).toMatchObject({
      value: {
        suspended: false,
        lastRunAt: null,
        template: { labels: {}, annotations: {}, hostNetwork: false },
      },
    });
  });

  it("without a template cannot be read", () => {
    expect(projectCronJob({ metadata, spec: {} })).toHaveProperty("problem");
  });
});

describe("what the API server calls", () => {
  it("are the services of webhooks, and no addresses outside", () => {
    const project = webhookProjector("MutatingWebhookConfiguration");
    const webhooks = [
      { clientConfig: { service: { namespace: "ops", name: "checks" } } },
      { clientConfig: { url: "https://example.com" } },
    ];
    const by = {
      kind: "MutatingWebhookConfiguration",
      namespace: "",
      name: "x",
    };
    expect(project({ metadata: { name: "x" }, webhooks })).toMatchObject({
      value: [{ service: { namespace: "ops", name: "checks" }, by }],
    });
  });

  it.each([
    [{ service: { namespace: "ops", name: "metrics" } }, 1],
    [{ service: null }, 0],
    [{}, 0],
  ])("are services of APIServices: %j", (spec, count) => {
    const projected = projectApiService({ metadata: { name: "v1" }, spec });
    expect("value" in projected && projected.value).toHaveLength(count);
  });
});

describe("a pod's probes", () => {
  const probesOf = (containers: unknown[], initContainers: unknown[] = []) => {
    const projected = projectPod({
      metadata,
      spec: { containers, initContainers },
    });
    return "value" in projected ? projected.value.pod.probes : projected;
  };

  it("are those over the network, by number, once each", () => {
    const ports = [{ name: "web", containerPort: 8080 }];
    const http = { httpGet: { path: "/", port: "web" } };
    expect(
      probesOf([
        { name: "app", ports, livenessProbe: http, readinessProbe: http },
        {
          name: "db",
          startupProbe: { tcpSocket: { port: 5432 } },
          readinessProbe: { grpc: { port: 9000 } },
        },
      ]),
    ).toEqual([
      { by: "http", port: 8080 },
      { by: "grpc", port: 9000 },
      { by: "tcp", port: 5432 },
    ]);
  });

  it("by a name that no port has lead nowhere that is known", () => {
    const livenessProbe = { httpGet: { port: "nowhere" } };
    expect(probesOf([{ name: "app", livenessProbe }])).toEqual([
      { by: "http", port: null },
    ]);
  });

  it("are none where a command is run, or the proxy itself is asked", () => {
    expect(
      probesOf([
        { name: "app", livenessProbe: { exec: { command: ["true"] } } },
        {
          name: "istio-proxy",
          readinessProbe: { httpGet: { path: "/healthz/ready", port: 15021 } },
        },
      ]),
    ).toBeUndefined();
  });
});

it("pods keep what tells Prometheus to scrape them, and no other annotation", () => {
  const annotations = {
    "prometheus.io/scrape": "true",
    "prometheus.io/port": "9090",
    "prometheus.io/path": "/metrics",
    "prometheus.istio.io/merge-metrics": "false",
    mine: "x",
  };
  const projected = projectPod({
    metadata: { ...metadata, annotations },
    spec: { containers: [] },
  });
  expect("value" in projected && projected.value.pod.annotations).toEqual({
    "prometheus.io/scrape": "true",
    "prometheus.io/port": "9090",
    "prometheus.istio.io/merge-metrics": "false",
  });
});
