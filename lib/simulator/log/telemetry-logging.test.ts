import { describe, expect, it, vi } from "vitest";
import { ipOf, TestWorld } from "./test-world";

vi.setConfig({ testTimeout: 30_000 });

const plaintextOnly = {
  accessLogging: [
    {
      providers: [{ name: "envoy" }],
      match: { mode: "SERVER" },
      filter: { expression: "connection.mtls == false" },
    },
  ],
};

function linesOf(
  it: TestWorld,
  namespace: string,
  app: string,
  sinceMs: number,
) {
  return it
    .pods(namespace, app)
    .flatMap((pod) => it.log(pod, sinceMs).split("\n"))
    .filter((text) => text.startsWith("["));
}

describe("without an access log file", () => {
  it("no proxy logs a call", () => {
    const it = new TestWorld("shop");
    const sinceMs = it.pass(5);
    expect(linesOf(it, "checkout", "orders", sinceMs)).toEqual([]);
  });

  it("a Telemetry lets the workload it selects log what it filters, for as long as it is there", () => {
    const it = new TestWorld("shop");
    const beforeMs = it.pass(5);
    it.telemetry("checkout", "who", {
      selector: { matchLabels: { app: "orders" } },
      ...plaintextOnly,
    });
    it.pass(5);
    const lines = linesOf(it, "checkout", "orders", beforeMs);
    const peers = new Set(
      lines.map((text) => /:\d+ (10\.[\d.]+):\d+ - default$/.exec(text)?.[1]),
    );
    expect(peers).toEqual(
      new Set([
        ipOf(it.pod("erp", "invoicing")),
        ipOf(it.pod("monitoring", "prometheus")),
      ]),
    );
    const counted = it.grown(
      "istio_requests_total",
      {
        reporter: "destination",
        destination_workload: "orders",
        destination_service_name: "orders",
        connection_security_policy: "none",
      },
      it.clock.nowMs() - 5 * 60_000,
    );
    const toService = lines.filter((text) => text.includes("inbound|8080||"));
    expect(toService).toHaveLength(counted);
    expect(counted).toBeGreaterThan(3);
    expect(linesOf(it, "checkout", "cart", beforeMs)).toEqual([]);
    it.store.remove("Telemetry", "checkout", "who");
    const afterMs = it.pass(5);
    expect(linesOf(it, "checkout", "orders", afterMs)).toEqual([]);
  });

  it("a filter on the server's side shows the refused as well, and one without a side the pod's own calls too", () => {
    const it = new TestWorld("shop");
    it.telemetry("ledger", "who", plaintextOnly);
    const refusedMs = it.pass(5);
    const refused = linesOf(it, "ledger", "statements", refusedMs);
    expect(refused.length).toBeGreaterThan(3);
    for (const text of refused) {
      expect(text).toContain(" NR filter_chain_not_found ");
      expect(text).toContain(` ${ipOf(it.pod("erp", "invoicing"))}:`);
    }
    it.telemetry("ledger", "who", {
      accessLogging: plaintextOnly.accessLogging.map(
        ({ match: _, ...rest }) => rest,
      ),
    });
    const bothMs = it.pass(5);
    expect(linesOf(it, "ledger", "statements", bothMs).join()).toContain(
      "outbound|9090||postings",
    );
  });

  it("a Telemetry that names no provider changes nothing, as no default one is set", () => {
    const it = new TestWorld("shop");
    it.telemetry("checkout", "who", { accessLogging: [{}] });
    const sinceMs = it.pass(5);
    expect(linesOf(it, "checkout", "orders", sinceMs)).toEqual([]);
    it.configure("defaultProviders: {accessLogging: [envoy]}");
    const laterMs = it.pass(5);
    expect(linesOf(it, "checkout", "orders", laterMs)).not.toEqual([]);
  });

  it("one of the root namespace is for the mesh, and the workload's own stands above it", () => {
    const it = new TestWorld("shop");
    it.telemetry("istio-system", "mesh", {
      accessLogging: [{ providers: [{ name: "envoy" }] }],
    });
    it.telemetry("checkout", "quiet", {
      selector: { matchLabels: { app: "cart" } },
      accessLogging: [{ providers: [{ name: "envoy" }], disabled: true }],
    });
    const sinceMs = it.pass(2);
    expect(linesOf(it, "checkout", "orders", sinceMs)).not.toEqual([]);
    expect(linesOf(it, "checkout", "cart", sinceMs)).toEqual([]);
  });
});

describe("with an access log file", () => {
  it("a Telemetry can switch it off", () => {
    const it = new TestWorld("migration");
    it.telemetry("foo", "quiet", {
      accessLogging: [{ providers: [{ name: "envoy" }], disabled: true }],
    });
    const sinceMs = it.pass(2);
    expect(linesOf(it, "foo", "httpbin", sinceMs)).toEqual([]);
    expect(linesOf(it, "bar", "httpbin", sinceMs)).not.toEqual([]);
  });

  it("a filter on response codes leaves refused connections out, which have none", () => {
    const it = new TestWorld("migration");
    it.store.seed({
      apiVersion: "security.istio.io/v1",
      kind: "PeerAuthentication",
      metadata: { name: "default", namespace: "foo" },
      spec: { mtls: { mode: "STRICT" } },
    });
    it.telemetry("istio-system", "errors", {
      accessLogging: [
        {
          providers: [{ name: "envoy" }],
          filter: { expression: "response.code >= 400" },
        },
      ],
    });
    const sinceMs = it.pass(2);
    expect(linesOf(it, "foo", "httpbin", sinceMs)).toEqual([]);
    const failed = linesOf(it, "foo", "sleep", sinceMs);
    expect(failed.length).toBeGreaterThan(50);
    expect(failed.every((text) => text.includes(" 503 UC "))).toBe(true);
  });

  it("a filter that is not simulated is an error, not silence", () => {
    const it = new TestWorld("migration");
    it.telemetry("foo", "odd", {
      accessLogging: [
        {
          providers: [{ name: "envoy" }],
          filter: { expression: "request.path.startsWith('/a')" },
        },
      ],
    });
    expect(() => it.log(it.pod("foo", "httpbin"))).toThrow(
      "do not understand the filter",
    );
  });
});

describe("what a Telemetry says of metrics", () => {
  const arrived = {
    reporter: "destination",
    destination_workload_namespace: "foo",
  };
  const left = { reporter: "source", source_workload_namespace: "foo" };

  it.each([
    ["SERVER", 0, 1],
    ["CLIENT", 1, 0],
    ["CLIENT_AND_SERVER", 0, 0],
  ])("stops the %s side's counters", (mode, server, client) => {
    const it = new TestWorld("migration");
    it.pass(1);
    it.telemetry("foo", "quiet", {
      metrics: [
        {
          providers: [{ name: "prometheus" }],
          overrides: [
            { match: { metric: "REQUEST_COUNT", mode }, disabled: true },
          ],
        },
      ],
    });
    const sinceMs = it.pass(2);
    const grows = (labels: Record<string, string>) =>
      Math.sign(it.grown("istio_requests_total", labels, sinceMs));
    expect([grows(arrived), grows(left)]).toEqual([server, client]);
    expect(grows({ ...arrived, destination_workload_namespace: "bar" })).toBe(
      1,
    );
    expect(linesOf(it, "foo", "httpbin", sinceMs)).not.toEqual([]);
    it.store.remove("Telemetry", "foo", "quiet");
    const againMs = it.pass(2);
    expect(Math.sign(it.grown("istio_requests_total", arrived, againMs))).toBe(
      1,
    );
  });

  it("removes a label, and only from the workload it selects", () => {
    const it = new TestWorld("migration");
    it.telemetry("foo", "lean", {
      selector: { matchLabels: { app: "httpbin" } },
      metrics: [
        {
          providers: [{ name: "prometheus" }],
          overrides: [
            {
              tagOverrides: {
                connection_security_policy: { operation: "REMOVE" },
              },
            },
          ],
        },
      ],
    });
    const sinceMs = it.pass(2);
    const withLabel = { connection_security_policy: "none" };
    expect(it.grown("istio_requests_total", arrived, sinceMs)).toBeGreaterThan(
      100,
    );
    expect(
      it.grown("istio_requests_total", { ...arrived, ...withLabel }, sinceMs),
    ).toBe(0);
    expect(
      it.grown(
        "istio_requests_total",
        { ...arrived, ...withLabel, destination_workload_namespace: "bar" },
        sinceMs,
      ),
    ).toBeGreaterThan(100);
  });

  it("takes Prometheus away where it names another provider alone", () => {
    const it = new TestWorld("migration");
    it.telemetry("foo", "elsewhere", {
      metrics: [{ providers: [{ name: "otel" }] }],
    });
    const sinceMs = it.pass(2);
    expect(it.grown("istio_requests_total", arrived, sinceMs)).toBe(0);
  });
});
