import { describe, expect, it, test } from "vitest";
import { projectIngress, projectIngressClass } from "./normalize-ingress";
import { monitorProjector } from "./normalize-monitor";
import { projectCustomResourceDefinition } from "./normalize-optional";
import { projectSidecar } from "./normalize-sidecar";
import { projectWorkloadEntry } from "./normalize-workload-entry";

const metadata = { name: "x", namespace: "shop" };

describe("a CustomResourceDefinition", () => {
  const service = { namespace: "ops", name: "convert" };
  const conversionOf = (conversion: unknown) =>
    projectCustomResourceDefinition({
      metadata: { name: "things.example.com" },
      spec: {
        conversion,
        versions: [{ name: "v1", schema: { constructor: { deep: true } } }],
      },
    });
  const callee = (port: number) => ({
    key: "things.example.com",
    value: [
      {
        service: { ...service, port },
        by: {
          kind: "CustomResourceDefinition",
          namespace: "",
          name: "things.example.com",
        },
      },
    ],
  });

  it.each([
    ["v1", { webhook: { clientConfig: { service } } }, 443],
    [
      "v1",
      { webhook: { clientConfig: { service: { ...service, port: 9443 } } } },
      9443,
    ],
    ["v1beta1", { webhookClientConfig: { service } }, 443],
  ])(
    "of %s names the service that converts, and nothing of its schemas",
    (_, webhook, port) => {
      expect(conversionOf({ strategy: "Webhook", ...webhook })).toEqual(
        callee(port),
      );
    },
  );

  it.each([
    [null],
    [{ strategy: "None" }],
    [{ strategy: "None", webhook: { clientConfig: { service } } }],
    [
      {
        strategy: "Webhook",
        webhook: { clientConfig: { url: "https://example.com" } },
      },
    ],
  ])("that nobody in the cluster converts names none: %j", (conversion) => {
    expect(conversionOf(conversion)).toMatchObject({ value: [] });
  });
});

describe("an Ingress", () => {
  it("names each service once, of every rule and of the default", () => {
    const path = (name: string) => ({
      path: "/",
      backend: { service: { name, port: { number: 80 } } },
    });
    const spec = {
      ingressClassName: "nginx",
      defaultBackend: { service: { name: "front" } },
      rules: [
        { host: "a", http: { paths: [path("front"), path("api")] } },
        { host: "b" },
        {
          http: {
            paths: [{ backend: { resource: { kind: "Bucket", name: "x" } } }],
          },
        },
      ],
    };
    expect(projectIngress({ metadata, spec })).toEqual({
      key: "shop/x",
      value: {
        namespace: "shop",
        name: "x",
        className: "nginx",
        isClassAnnotated: false,
        services: ["front", "api"],
      },
    });
  });

  it("of v1beta1 names services in the older way, and its class by annotation", () => {
    const annotated = {
      ...metadata,
      annotations: { "kubernetes.io/ingress.class": "istio" },
    };
    const spec = {
      backend: { serviceName: "front", servicePort: 80 },
      rules: [{ http: { paths: [{ backend: { serviceName: "api" } }] } }],
    };
    expect(projectIngress({ metadata: annotated, spec })).toMatchObject({
      value: {
        className: "istio",
        isClassAnnotated: true,
        services: ["front", "api"],
      },
    });
  });

  it("without a class has none", () => {
    expect(projectIngress({ metadata })).toMatchObject({
      value: { className: null, services: [] },
    });
    expect(
      projectIngressClass({
        metadata: { name: "istio" },
        spec: { controller: "istio.io/ingress-controller" },
      }),
    ).toMatchObject({
      value: { name: "istio", controller: "istio.io/ingress-controller" },
    });
  });
});

describe("a monitor", () => {
  const services = monitorProjector("ServiceMonitor");
  const endpointOf = (endpoint: object) => {
    const projected = services({ metadata, spec: { endpoints: [endpoint] } });
    return "value" in projected ? projected.value.endpoints[0] : projected;
  };

  it.each([
    [undefined, ["shop"]],
    [{ matchNames: [] }, ["shop"]],
    [{ matchNames: ["bank"] }, ["bank"]],
    [{ any: true, matchNames: ["bank"] }, null],
  ])("looks where its selector says: %j", (namespaceSelector, namespaces) => {
    const spec = { namespaceSelector, selector: {}, endpoints: [] };
    expect(services({ metadata, spec })).toMatchObject({
      value: { namespaces },
    });
  });

  it.each([
    [{ port: "metrics" }, "service-port", "metrics"],
    [{ targetPort: 8080 }, "container-port", 8080],
    [{ targetPort: "http" }, "container-port", "http"],
    [{ port: "metrics", targetPort: 1 }, "service-port", "metrics"],
    [{}, "every-port", ""],
  ])("finds a service's port by %j", (endpoint, by, port) => {
    expect(endpointOf(endpoint)).toEqual({
      by,
      port,
      withMeshCertificate: false,
    });
  });

  it("of pods names ports of containers", () => {
    const podMetricsEndpoints = [{ port: "http" }, { portNumber: 8080 }];
    expect(
      monitorProjector("PodMonitor")({
        metadata,
        spec: { podMetricsEndpoints },
      }),
    ).toMatchObject({
      value: {
        kind: "PodMonitor",
        endpoints: [
          { by: "container-port", port: "http" },
          { by: "container-port", port: 8080 },
        ],
      },
    });
  });

  it.each([
    ["https", "/etc/prom-certs/cert.pem", true],
    ["HTTPS", "/mnt/istio/cert-chain.pem", true],
    ["http", "/etc/prom-certs/cert.pem", false],
    ["https", "/etc/tls/tls.crt", false],
    ["https", "", false],
  ])(
    "by %s with %j shows a certificate of the mesh: %j",
    (scheme, certFile, withMeshCertificate) => {
      expect(
        endpointOf({ port: "m", scheme, tlsConfig: { certFile } }),
      ).toMatchObject({ withMeshCertificate });
    },
  );

  it("that asks in a way we do not know cannot be read", () => {
    const selector = { matchExpressions: [{ key: "app", operator: "Like" }] };
    expect(services({ metadata, spec: { selector } })).toHaveProperty(
      "problem",
    );
  });
});

test("a WorkloadEntry has the labels of its spec, and over them its own", () => {
  expect(
    projectWorkloadEntry({
      metadata: { ...metadata, labels: { app: "cart" } },
      spec: { address: "10.1.1.1", labels: { app: "old", zone: "a" } },
    }),
  ).toMatchObject({ value: { labels: { app: "cart", zone: "a" } } });
});

describe("a Sidecar", () => {
  it("keeps whom it is for, what it imports, and what becomes of the rest", () => {
    const spec = {
      workloadSelector: { labels: { app: "sleep" } },
      egress: [
        { hosts: ["./*"] },
        { port: { number: 9080, protocol: "HTTP" }, hosts: ["shop/*"] },
      ],
      outboundTrafficPolicy: { mode: "REGISTRY_ONLY" },
    };
    expect(projectSidecar({ metadata, spec })).toMatchObject({
      value: {
        createdAt: null,
        workloadSelector: { app: "sleep" },
        egress: [
          { port: null, hosts: ["./*"] },
          { port: 9080, hosts: ["shop/*"] },
        ],
        outboundTrafficPolicy: "REGISTRY_ONLY",
      },
    });
  });

  it.each([[undefined], [{}], [{ outboundTrafficPolicy: {} }]])(
    "that says nothing leaves it to the mesh: %j",
    (spec) => {
      expect(projectSidecar({ metadata, spec })).toMatchObject({
        value: {
          workloadSelector: null,
          egress: [],
          outboundTrafficPolicy: null,
        },
      });
    },
  );
});
