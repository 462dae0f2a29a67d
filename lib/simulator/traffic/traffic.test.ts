import { describe, expect, it } from "vitest";
import { SimulatedClock } from "@/lib/simulator/clock";
import { exposition } from "@/lib/simulator/prometheus/exposition";
import { queryInstant } from "@/lib/simulator/prometheus/query";
import type { ScenarioName } from "@/lib/simulator/scenarios/catalog";
import { ObjectStore } from "@/lib/simulator/store";
import { World } from "@/lib/simulator/world";

const startMs = Date.UTC(2026, 0, 15, 9, 0, 7);

function start(scenario: ScenarioName = "migration", seed = 7) {
  const clock = new SimulatedClock(startMs);
  const store = new ObjectStore(clock);
  const world = new World(
    { store, clock, scrapeIntervalMs: 15_000 },
    scenario,
    seed,
  );
  const ask = (query: string): Record<string, number> => {
    world.traffic.settle();
    const options = { source: world.traffic.series, defaultStepMs: 15_000 };
    const { result } = queryInstant(options, query, clock.nowMs()) as {
      result: { metric: Record<string, string>; value: [number, string] }[];
    };
    return Object.fromEntries(
      result.map(({ metric, value }) => [
        Object.values(metric).join(" "),
        Number(value[1]),
      ]),
    );
  };
  const code = (flow: string) => {
    const found = world.calls().find((it) => it.flow === flow);
    return found === undefined
      ? "no such flow"
      : `${found.code}${found.mtls ? " mtls" : ""}`;
  };
  return { clock, store, world, ask, code };
}

function migrateFoo({ store }: ReturnType<typeof start>): void {
  store.seed({
    apiVersion: "networking.istio.io/v1",
    kind: "DestinationRule",
    metadata: { name: "httpbin", namespace: "foo" },
    spec: {
      host: "httpbin.foo.svc.cluster.local",
      trafficPolicy: { tls: { mode: "ISTIO_MUTUAL" } },
    },
  });
}

function lockFoo({ store }: ReturnType<typeof start>): void {
  store.seed({
    apiVersion: "security.istio.io/v1",
    kind: "PeerAuthentication",
    metadata: { name: "httpbin", namespace: "foo" },
    spec: {
      selector: { matchLabels: { app: "httpbin" } },
      mtls: { mode: "STRICT" },
    },
  });
}

const arrivedAtFoo =
  'sum by (connection_security_policy, source_workload_namespace, source_principal) (increase(istio_requests_total{reporter="destination",destination_workload_namespace="foo"}[5m])) > 0';

describe("the migration task", () => {
  it("starts with every call answered in plaintext", () => {
    const { world } = start();
    expect(world.calls()).toHaveLength(9);
    expect(
      new Set(world.calls().map(({ code, mtls }) => `${code} ${mtls}`)),
    ).toEqual(new Set(["200 false"]));
  });

  it("names meshed callers without a principal and strangers not at all", () => {
    const { ask } = start();
    expect(Object.keys(ask(arrivedAtFoo)).sort()).toEqual([
      "none unknown bar",
      "none unknown foo",
      "none unknown unknown",
    ]);
  });

  it("turns meshed callers to mutual TLS with a rule, and leaves the stranger", () => {
    const it = start();
    migrateFoo(it);
    it.clock.advance(600_000);
    expect(Object.keys(it.ask(arrivedAtFoo)).sort()).toEqual([
      "mutual_tls spiffe://cluster.local/ns/bar/sa/sleep bar",
      "mutual_tls spiffe://cluster.local/ns/foo/sa/sleep foo",
      "none unknown unknown",
    ]);
  });

  it("cuts the stranger with STRICT: no trace of it on the server's side", () => {
    const it = start();
    migrateFoo(it);
    lockFoo(it);
    it.clock.advance(600_000);
    expect(it.code("sleep.legacy → httpbin.foo")).toBe("000");
    expect(it.code("sleep.foo → httpbin.foo")).toBe("200 mtls");
    expect(Object.keys(it.ask(arrivedAtFoo)).sort()).toEqual([
      "mutual_tls spiffe://cluster.local/ns/bar/sa/sleep bar",
      "mutual_tls spiffe://cluster.local/ns/foo/sa/sleep foo",
    ]);
  });

  it("lets a sidecar that still sends plaintext see 503 and UC", () => {
    const it = start();
    lockFoo(it);
    it.clock.advance(600_000);
    expect(it.code("sleep.bar → httpbin.foo")).toBe("503");
    expect(
      Object.keys(
        it.ask(
          'sum by (response_code, response_flags, source_workload_namespace, connection_security_policy) (increase(istio_requests_total{reporter="source",destination_service_name="httpbin",destination_service_namespace="foo"}[5m])) > 0',
        ),
      ).sort(),
    ).toEqual(["unknown 503 UC bar", "unknown 503 UC foo"]);
  });

  it("goes on where it was when the policy is removed", () => {
    const it = start();
    lockFoo(it);
    it.clock.advance(600_000);
    it.store.remove("PeerAuthentication", "foo", "httpbin");
    expect(it.code("sleep.legacy → httpbin.foo")).toBe("200");
    it.clock.advance(600_000);
    expect(Object.keys(it.ask(arrivedAtFoo))).toHaveLength(3);
  });

  it("says nothing where there is no sidecar on either side", () => {
    const { ask } = start();
    expect(
      ask(
        'istio_requests_total{destination_workload_namespace="legacy",source_workload_namespace="unknown"}',
      ),
    ).toEqual({});
    expect(
      ask(
        'count(istio_requests_total{reporter="destination",destination_workload_namespace="legacy"})',
      ),
    ).toEqual({});
    expect(ask("count(istio_build)")).toEqual({ "": 4 });
  });
});

describe("counters", () => {
  it("are whole numbers that only grow, and the same for the same seed", () => {
    const [left, right, other] = [start(), start(), start("migration", 8)];
    const text = (it: typeof left) =>
      exposition(it.world.traffic.series, startMs, null);
    expect(text(left)).toBe(text(right));
    expect(text(left)).not.toBe(text(other));
    const before = left.ask("istio_requests_total");
    left.clock.advance(60_000);
    for (const [key, value] of Object.entries(
      left.ask("istio_requests_total"),
    )) {
      expect(Number.isInteger(value)).toBe(true);
      expect(value).toBeGreaterThanOrEqual(before[key] ?? 0);
    }
  });

  it("remember a month before the start", () => {
    const { ask } = start();
    const perDay =
      Object.values(
        ask("sum(increase(istio_requests_total[1d] offset 29d))"),
      )[0] ?? 0;
    // 14 seen calls a second: 6 at servers and, of 6 meshed pairs … each within 0.94–1.04.
    expect(perDay / 86_400).toBeGreaterThan(12 * 0.94);
    expect(perDay / 86_400).toBeLessThan(12 * 1.04);
  });

  it("are not delayed by changes that concern others", () => {
    const [calm, busy] = [start(), start()];
    for (let minute = 0; minute < 10; minute += 1) {
      for (const { clock } of [calm, busy]) {
        clock.advance(61_300);
      }
      migrateFoo(busy);
      busy.world.traffic.settle();
      busy.store.remove("DestinationRule", "foo", "httpbin");
      busy.world.traffic.settle();
    }
    const toBar =
      'sum(istio_requests_total{reporter="destination",destination_workload_namespace="bar"})';
    expect(busy.ask(toBar)).toEqual(calm.ask(toBar));
    const toFoo =
      'sum(istio_requests_total{reporter="destination",destination_workload_namespace="foo"})';
    expect(busy.ask(toFoo)).toEqual(calm.ask(toFoo));
  });

  it("begin with their first call, already counted", () => {
    const it = start();
    it.clock.advance(8_000);
    migrateFoo(it);
    it.world.traffic.settle();
    const born =
      'istio_requests_total{reporter="destination",connection_security_policy="mutual_tls",source_workload_namespace="bar"}';
    expect(it.ask(born)).toEqual({});
    it.clock.advance(16_000);
    expect(Object.values(it.ask(born))[0]).toBeGreaterThan(10);
    expect(Object.values(it.ask(`increase(${born}[1m])`))).toEqual([]);
  });

  it("outlive a Prometheus that forgets", () => {
    const it = start();
    const before = Object.values(it.ask("sum(istio_requests_total)"))[0] ?? 0;
    it.world.traffic.forgetBefore(it.clock.nowMs());
    expect(it.ask("istio_requests_total")).toEqual({});
    it.clock.advance(60_000);
    const after = Object.values(it.ask("sum(istio_requests_total)"))[0] ?? 0;
    expect(after).toBeGreaterThan(before);
    expect(it.ask("count_over_time(istio_build[1h])")).not.toEqual({});
    expect(it.ask("max(count_over_time(istio_build[1h]))")).toEqual({ "": 4 });
  });

  it("go stale with their pod and leave what they counted in the past", () => {
    const it = start();
    const [pod] = it.store
      .list("Pod", "foo")
      .filter(({ metadata }) => metadata.labels?.app === "httpbin");
    it.store.remove("Pod", "foo", pod?.metadata.name ?? "");
    it.world.traffic.settle();
    it.clock.advance(30_000);
    expect(
      it.ask(
        'istio_requests_total{reporter="destination",destination_workload_namespace="foo"}',
      ),
    ).toEqual({});
    expect(it.ask("count(istio_build)")).toEqual({ "": 3 });
    expect(Object.keys(it.ask(arrivedAtFoo))).toHaveLength(3);
  });
});

describe("the shop", () => {
  it("keeps silent about a namespace that nobody scrapes", () => {
    const { ask } = start("shop");
    expect(ask('istio_build{namespace="analytics"}')).toEqual({});
    expect(
      ask(
        '{__name__=~"istio_.+_total",reporter="destination",destination_workload_namespace="analytics"}',
      ),
    ).toEqual({});
  });

  it("shows scrapes of application ports as strangers at no service", () => {
    const { ask } = start("shop");
    const found = ask(
      'sum by (source_workload, destination_service_name, connection_security_policy) (increase(istio_requests_total{reporter="destination",destination_workload="card-vault",connection_security_policy!="mutual_tls"}[5m])) > 0',
    );
    expect(Object.keys(found)).toEqual([
      "none InboundPassthroughCluster unknown",
    ]);
  });

  it("counts TCP in connections and bytes, with names only over mutual TLS", () => {
    const { ask } = start("shop");
    const found = ask(
      'sum by (source_workload, connection_security_policy) (increase(istio_tcp_connections_opened_total{reporter="destination",destination_workload="redis"}[1h])) > 0',
    );
    expect(Object.keys(found).sort()).toEqual([
      "mutual_tls cart",
      "mutual_tls products",
      "mutual_tls profiles",
    ]);
    expect(ask('istio_requests_total{destination_workload="redis"}')).toEqual(
      {},
    );
  });

  it("lets a job that calls once a day show in a month, and not in an hour", () => {
    const { ask } = start("shop");
    const job = (window: string) =>
      `sum(increase(istio_requests_total{reporter="destination",source_workload="unknown",destination_workload="stock",request_protocol="grpc"}[${window}])) > 0`;
    expect(ask(job("30d"))).not.toEqual({});
  });
});
