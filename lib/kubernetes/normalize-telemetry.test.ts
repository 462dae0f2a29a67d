import { describe, expect, it } from "vitest";
import { projectMeshConfig } from "./mesh-config";
import { projectNode, projectService } from "./normalize-core";
import { projectTelemetry } from "./normalize-telemetry";

const metadata = { name: "t", namespace: "foo" };

describe("a Telemetry resource", () => {
  it("keeps what it does to access logs, for each side", () => {
    const spec = {
      selector: { matchLabels: { app: "httpbin" } },
      accessLogging: [
        {
          providers: [{ name: "envoy" }],
          filter: { expression: "connection.mtls == false" },
        },
        { match: { mode: "CLIENT" }, disabled: true },
      ],
    };
    expect(projectTelemetry({ metadata, spec })).toMatchObject({
      value: {
        name: "t",
        selector: { app: "httpbin" },
        hasTargetRefs: false,
        accessLogging: [
          {
            mode: "CLIENT_AND_SERVER",
            disabled: false,
            providers: ["envoy"],
            filter: "connection.mtls == false",
          },
          { mode: "CLIENT", disabled: true, providers: [], filter: null },
        ],
      },
    });
  });

  it("keeps which metrics it switches off, and which labels it takes away or rewrites", () => {
    const spec = {
      metrics: [
        {
          overrides: [
            { match: { mode: "SERVER" }, disabled: true },
            {
              match: { metric: "REQUEST_COUNT" },
              tagOverrides: {
                connection_security_policy: { operation: "REMOVE" },
                reporter: { operation: "UPSERT", value: "'destination'" },
                source_principal: { value: "'me'" },
                source_workload: { operation: "SOMETHING_NEW" },
              },
            },
          ],
        },
      ],
    };
    expect(projectTelemetry({ metadata, spec })).toMatchObject({
      value: {
        metrics: [
          { mode: "SERVER", metric: "ALL_METRICS", disabled: true },
          {
            mode: "CLIENT_AND_SERVER",
            metric: "REQUEST_COUNT",
            disabled: null,
            alteredLabels: [
              "connection_security_policy",
              "reporter",
              "source_principal",
              "source_workload",
            ],
          },
        ],
      },
    });
  });

  it("keeps the providers that it chooses without another word", () => {
    const spec = { metrics: [{ providers: [{ name: "stackdriver" }] }] };
    expect(projectTelemetry({ metadata, spec })).toMatchObject({
      value: {
        metrics: [
          { providers: ["stackdriver"], disabled: null, alteredLabels: [] },
        ],
      },
    });
  });

  it("is about a whole namespace without labels, as Istio reads it", () => {
    for (const spec of [undefined, {}, { selector: { matchLabels: {} } }]) {
      expect(projectTelemetry({ metadata, spec })).toMatchObject({
        value: { selector: null, accessLogging: [], metrics: [] },
      });
    }
  });

  it("is unreadable, not harmless, where a mode is no word of the API", () => {
    const spec = { accessLogging: [{ match: { mode: "BOTH" } }] };
    expect(projectTelemetry({ metadata, spec })).toHaveProperty("problem");
  });
});

describe("a Node", () => {
  it("keeps its addresses and its pods' ranges, and no host names", () => {
    const node = {
      metadata: { name: "node-1" },
      spec: {
        podCIDR: "10.244.1.0/24",
        podCIDRs: ["10.244.1.0/24", "fd00::/64"],
      },
      status: {
        addresses: [
          { type: "InternalIP", address: "192.168.1.10" },
          { type: "Hostname", address: "node-1" },
        ],
      },
    };
    expect(projectNode(node)).toEqual({
      key: "node-1",
      value: {
        name: "node-1",
        addresses: ["192.168.1.10"],
        podRanges: ["10.244.1.0/24", "fd00::/64"],
      },
    });
  });
});

describe("a Service", () => {
  it("keeps the addresses of its load balancer", () => {
    const service = {
      metadata,
      spec: { externalIPs: ["198.51.100.7"] },
      status: {
        loadBalancer: { ingress: [{ ip: "203.0.113.4" }, { hostname: "lb" }] },
      },
    };
    expect(projectService(service)).toMatchObject({
      value: { outerAddresses: ["198.51.100.7", "203.0.113.4"] },
    });
  });
});

describe("the mesh config's access log", () => {
  const read = (mesh: string) =>
    projectMeshConfig({
      metadata: { name: "istio", namespace: "istio-system" },
      data: { mesh },
    });

  it("is missing where nothing is said, which is Istio's off", () => {
    const found = read("rootNamespace: istio-system");
    expect("value" in found && "accessLog" in found.value).toBe(false);
  });

  it("has a text format, or operators by key for JSON", () => {
    expect(
      read("accessLogFile: /dev/stdout\naccessLogFormat: '%START_TIME%'"),
    ).toMatchObject({
      value: {
        accessLog: {
          file: "/dev/stdout",
          format: { text: "%START_TIME%", json: null },
        },
      },
    });
    expect(
      read(
        `accessLogFile: /dev/stdout\naccessLogEncoding: JSON\naccessLogFormat: '{"who":"%DOWNSTREAM_REMOTE_ADDRESS%"}'`,
      ),
    ).toMatchObject({
      value: {
        accessLog: {
          format: { text: null, json: { who: "%DOWNSTREAM_REMOTE_ADDRESS%" } },
        },
      },
    });
  });

  it("names the providers that write to a file, with formats of their own", () => {
    const mesh = `
defaultProviders:
  accessLogging: [audit]
extensionProviders:
- name: audit
  envoyFileAccessLog: { path: /dev/stdout, logFormat: { labels: { peer: "%DOWNSTREAM_REMOTE_ADDRESS%" } } }
- name: collector
  envoyOtelAls: { service: otel, port: 4317 }`;
    expect(read(mesh)).toMatchObject({
      value: {
        accessLog: {
          file: "",
          defaultProviders: ["audit"],
          fileProviders: [
            {
              name: "audit",
              path: "/dev/stdout",
              format: { json: { peer: "%DOWNSTREAM_REMOTE_ADDRESS%" } },
            },
          ],
        },
      },
    });
  });
});
