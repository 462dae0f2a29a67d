import { describe, expect, it } from "vitest";
import { projectEndpointSlice, projectService } from "./normalize-core";
import { projectPod } from "./normalize-pod";
import type { Projection } from "./projection";

const metadata = { name: "x", namespace: "shop" };

function read<T>(projection: Projection<T>): T {
  return "value" in projection
    ? projection.value
    : expect.fail(projection.problem);
}

describe("a Service (semantics A4)", () => {
  const service = (spec: object) => read(projectService({ metadata, spec }));

  it("takes a missing target port to be the port, and keeps a named one", () => {
    const ports = [{ port: 80 }, { port: 81, targetPort: "web" }];
    expect(service({ ports }).ports).toMatchObject([
      { port: 80, targetPort: 80, protocol: "TCP", appProtocol: "" },
      { port: 81, targetPort: "web" },
    ]);
  });

  it("takes an empty selector to be none", () => {
    expect(service({ selector: {} }).selector).toBeNull();
    expect(service({ clusterIP: "None" }).headless).toBe(true);
  });

  it.each([
    [{ name: "http-web", port: 1 }, "http"],
    [{ name: "HTTP2", port: 1 }, "http2"],
    [{ name: "grpc-web-x", port: 1 }, "grpc-web"],
    [{ name: "grpc", port: 1 }, "grpc"],
    [{ name: "web", port: 80 }, ""],
    [{ name: "httpweb", port: 80 }, ""],
    [{ name: "tcp-http", port: 1 }, "tcp"],
    [{ name: "db", port: 3306 }, "tcp"],
    [{ name: "web", appProtocol: "https", port: 1 }, "https"],
    [{ name: "http", appProtocol: "custom.example/x", port: 1 }, ""],
    [{ name: "web", appProtocol: "kubernetes.io/h2c", port: 1 }, "http2"],
    [{ name: "http", protocol: "UDP", port: 1 }, "udp"],
  ])("port %j speaks %s", (port, protocol) => {
    expect(service({ ports: [port] }).ports[0]?.appProtocol).toBe(protocol);
  });
});

describe("an EndpointSlice", () => {
  it("takes missing readiness to be ready, and knows pods from plain addresses", () => {
    const slice = read(
      projectEndpointSlice({
        metadata: {
          ...metadata,
          labels: { "kubernetes.io/service-name": "cart" },
        },
        endpoints: [
          { addresses: ["10.0.0.1"], targetRef: { kind: "Pod", name: "p" } },
          { addresses: ["10.0.0.2"], conditions: { ready: false } },
        ],
        ports: [{ name: "http", port: 80 }, {}],
      }),
    );
    expect(slice).toMatchObject({
      serviceName: "cart",
      endpoints: [
        { ready: true, podName: "p" },
        { ready: false, podName: null },
      ],
      ports: [
        { name: "http", port: 80 },
        { name: "", port: null },
      ],
    });
  });
});

describe("a Pod (semantics A5)", () => {
  it("counts native sidecars among its long-running containers, and other init containers not", () => {
    const { pod } = read(
      projectPod({
        metadata: {
          ...metadata,
          annotations: { "sidecar.istio.io/status": "{}", "other/x": "y" },
        },
        spec: {
          containers: [{ name: "app", ports: [{ containerPort: 80 }] }],
          initContainers: [
            { name: "istio-init" },
            { name: "istio-proxy", restartPolicy: "Always" },
          ],
        },
        status: {
          phase: "Running",
          podIP: "10.1.1.1",
          conditions: [{ type: "Ready", status: "True" }],
        },
      }),
    );
    expect(pod).toMatchObject({
      longRunningContainers: ["app", "istio-proxy"],
      containerPorts: [{ name: "", port: 80 }],
      annotations: { "sidecar.istio.io/status": "{}" },
      ready: true,
      serviceAccount: "default",
    });
  });

  it("recognises the control plane, its revision and its cluster domain", () => {
    const labels = { app: "istiod", "istio.io/rev": "canary" };
    const spec = {
      containers: [{ name: "discovery", args: ["--domain", "corp.internal"] }],
    };
    const { istiod } = read(
      projectPod({ metadata: { ...metadata, labels }, spec }),
    );
    expect(istiod).toEqual({
      revision: "canary",
      clusterDomain: "corp.internal",
      sendsHbone: false,
      obeysLegacyPolicies: null,
    });
  });

  it("reads from the control plane whether sidecars may send HBONE (semantics B5)", () => {
    const env = [{ name: "PILOT_ENABLE_AMBIENT", value: "true" }];
    const spec = { containers: [{ name: "discovery", env }] };
    const labels = { app: "istiod" };
    expect(
      read(projectPod({ metadata: { ...metadata, labels }, spec })).istiod,
    ).toMatchObject({ sendsHbone: true });
  });
});
