import { describe, expect, it } from "vitest";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import { buildMatrix } from "@/lib/mesh/matrix/matrix";
import type { MonitorEndpoint } from "@/lib/mesh/metrics-monitor";
import type { Inventory, Pod, ServicePort } from "@/lib/mesh/objects";
import { resolveMesh } from "@/lib/mesh/resolution/mesh-resolution";
import {
  anEdge,
  anInventory,
  aPod,
  aPolicy,
  aRule,
  aService,
  aTelemetry,
  withoutProxy,
} from "@/lib/mesh/testing/inventory-builders";
import { readable } from "@/lib/mesh/testing/only-row";
import type { Telemetry } from "@/lib/mesh/traffic/traffic";
import { assessPorts } from "./port-readiness";

const aPort = (
  port: number,
  targetPort: number,
  parts: Partial<ServicePort> = {},
): ServicePort => ({
  name: `http-${port}`,
  port,
  targetPort,
  protocol: "TCP",
  appProtocol: "http",
  ...parts,
});

/** Two ports, 80 → 8080 and 90 → 9090, which a client of bar was seen calling in mutual TLS for a day. */
const service = aService("foo/httpbin", {
  ports: [aPort(80, 8080), aPort(90, 9090)],
});
const calm: Telemetry = {
  ...aTelemetry([anEdge("bar/sleep", "foo/httpbin")], ["foo/httpbin-1"]),
  windowS: 86_400,
};

function portsOf(
  parts: Partial<Inventory>,
  pod: Partial<Pod> = {},
  telemetry: Telemetry | null = calm,
) {
  const index = indexMesh(
    anInventory({
      services: [service],
      pods: [aPod("foo/httpbin-1", pod), aPod("bar/sleep-1")],
      ...parts,
    }),
  );
  const { rows } = buildMatrix(resolveMesh(index), telemetry, readable);
  const [row] = rows;
  if (row === undefined) throw new Error("no row");
  return assessPorts({ ...row, index }).map(({ port, state, reasons }) => [
    port.servicePort.port,
    state,
    ...reasons.filter(({ level }) => level !== "info").map(({ code }) => code),
  ]);
}

describe("the readiness of one port", () => {
  it("is the service's, where nothing names ports", () => {
    expect(portsOf({})).toEqual([
      [80, "READY"],
      [90, "READY"],
    ]);
  });

  it("stands at every open port where it comes from traffic, which names no port", () => {
    const heard = { ...calm, edges: [anEdge(null, "foo/httpbin")] };
    expect(portsOf({}, {}, heard)).toEqual([
      [80, "BLOCKED", "plaintext-seen"],
      [90, "BLOCKED", "plaintext-seen"],
    ]);
    expect(portsOf({}, {}, null)).toEqual([
      [80, "UNKNOWN", "no-evidence"],
      [90, "UNKNOWN", "no-evidence"],
    ]);
  });

  it("is LOCKED at a port that is STRICT already, and the others stay to be judged", () => {
    const policy = aPolicy("foo/admin", {
      selector: { app: "httpbin" },
      portLevelMtls: { "9090": "STRICT" },
    });
    const heard = { ...calm, edges: [anEdge(null, "foo/httpbin")] };
    expect(portsOf({ peerAuthentications: [policy] }, {}, heard)).toEqual([
      [80, "BLOCKED", "plaintext-seen"],
      [90, "LOCKED"],
    ]);
  });

  it("is never LOCKED at a port that goes around the sidecar, whatever policy says", () => {
    const annotations = {
      "traffic.sidecar.istio.io/excludeInboundPorts": "9090",
    };
    const strict = aPolicy("foo/default", { mode: "STRICT" });
    expect(portsOf({ peerAuthentications: [strict] }, { annotations })).toEqual(
      [
        [80, "LOCKED"],
        [90, "BLOCKED", "ports-excluded"],
      ],
    );
    expect(portsOf({}, { annotations })).toEqual([
      [80, "READY"],
      [90, "BLOCKED", "ports-excluded"],
    ]);
  });

  it("is never LOCKED at a port that is not TCP, which no proxy takes", () => {
    const dns = aService("foo/httpbin", {
      ports: [aPort(80, 8080), aPort(53, 5353, { protocol: "UDP" })],
    });
    const strict = aPolicy("foo/default", { mode: "STRICT" });
    const ports = portsOf({ services: [dns], peerAuthentications: [strict] });
    expect(ports).toEqual([
      [80, "LOCKED"],
      [53, "BLOCKED", "ports-excluded"],
    ]);
  });

  it("is BLOCKED by a DestinationRule at the port that the rule names", () => {
    const rule = aRule("bar/httpbin", {
      host: "httpbin.foo.svc.cluster.local",
      trafficPolicy: {
        tls: "ISTIO_MUTUAL",
        portLevelSettings: [{ port: 90, tls: "DISABLE" }],
        passthrough: false,
      },
    });
    expect(portsOf({ destinationRules: [rule] })).toEqual([
      [80, "READY"],
      [90, "BLOCKED", "destination-rule-not-mutual"],
    ]);
  });

  it("is BLOCKED by a probe at the port that the kubelet probes itself", () => {
    const probes = [{ by: "http" as const, port: 9090 }];
    expect(portsOf({}, { probes })).toEqual([
      [80, "READY"],
      [90, "BLOCKED", "probes-not-rewritten"],
    ]);
    // Of a probe whose port is not known, each may be the one.
    const unknown = [{ by: "http" as const, port: null }];
    expect(portsOf({}, { probes: unknown }).map(([, state]) => state)).toEqual([
      "BLOCKED",
      "BLOCKED",
    ]);
  });

  it("is warned of Prometheus at the port that it is told to scrape", () => {
    const annotations = {
      "prometheus.io/scrape": "true",
      "prometheus.io/port": "9090",
    };
    expect(portsOf({}, { annotations })).toEqual([
      [80, "READY"],
      [90, "READY_WITH_WARNINGS", "scraped-in-plaintext"],
    ]);
  });

  it("is warned of a monitor at the port that it tells Prometheus to scrape", () => {
    const monitor = (port: string | number, by: MonitorEndpoint["by"]) => ({
      kind: "ServiceMonitor" as const,
      namespace: "foo",
      name: "scrape",
      namespaces: null,
      selector: { matchLabels: {}, matchExpressions: [] },
      endpoints: [{ by, port, withMeshCertificate: false }],
    });
    for (const item of [
      monitor("http-90", "service-port"),
      monitor(9090, "container-port"),
    ]) {
      const metricsMonitors = { complete: true, items: [item] };
      expect(portsOf({ metricsMonitors })).toEqual([
        [80, "READY"],
        [90, "READY_WITH_WARNINGS", "scraped-in-plaintext"],
      ]);
    }
  });

  it("is BLOCKED by the API server at the port that it calls", () => {
    const by = { kind: "APIService", namespace: "", name: "v1.things" };
    const calling = (port: number) => ({
      complete: true,
      items: [{ service: { namespace: "foo", name: "httpbin", port }, by }],
    });
    expect(portsOf({ apiServerCallees: calling(90) })).toEqual([
      [80, "READY"],
      [90, "BLOCKED", "called-by-api-server"],
    ]);
    // Of a port that the service does not declare, nobody knows where it leads.
    const states = portsOf({ apiServerCallees: calling(443) });
    expect(states.map(([, state]) => state)).toEqual(["BLOCKED", "BLOCKED"]);
  });

  it("names only pods with a proxy where a port goes around it", () => {
    const annotations = {
      "traffic.sidecar.istio.io/excludeInboundPorts": "9090",
    };
    const index = indexMesh(
      anInventory({
        services: [service],
        pods: [
          aPod("foo/httpbin-1", { annotations }),
          withoutProxy(aPod("foo/bare-1", { labels: { app: "httpbin" } })),
        ],
      }),
    );
    const { rows } = buildMatrix(resolveMesh(index), calm, readable);
    const [, admin] = rows[0] ? assessPorts({ ...rows[0], index }) : [];
    expect(admin?.reasons).toMatchObject([
      { code: "ports-excluded", params: { ports: "httpbin:9090" } },
    ]);
  });

  it("is BLOCKED where no pod with the port has a proxy", () => {
    const named = aService("foo/httpbin", {
      ports: [aPort(80, 8080), { ...aPort(90, 9090), targetPort: "admin" }],
    });
    const bare = withoutProxy(
      aPod("foo/httpbin-2", {
        containerPorts: [{ name: "admin", port: 9090 }],
      }),
    );
    const pods = [aPod("foo/httpbin-1"), bare, aPod("bar/sleep-1")];
    expect(portsOf({ services: [named], pods })[1]).toEqual([
      90,
      "BLOCKED",
      "pods-without-proxy",
    ]);
  });
});

it("tells of clients that infer plaintext at one port, also where another port is DISABLE", () => {
  const policy = aPolicy("foo/legacy", {
    selector: { app: "httpbin" },
    portLevelMtls: { "8080": "DISABLE" },
  });
  const pod = { labels: { app: "httpbin" } };
  expect(portsOf({ peerAuthentications: [policy] }, pod)).toEqual([
    [80, "READY"],
    // Those of bar and of foo itself.
    [90, "BLOCKED", "clients-infer-plaintext", "clients-infer-plaintext"],
  ]);
});
