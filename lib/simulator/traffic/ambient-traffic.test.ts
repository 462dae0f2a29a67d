import { describe, expect, it } from "vitest";
import { z } from "zod";
import { SimulatedClock } from "@/lib/simulator/clock";
import { queryInstant } from "@/lib/simulator/prometheus/query";
import { ObjectStore } from "@/lib/simulator/store";
import { World } from "@/lib/simulator/world";

const startMs = Date.UTC(2026, 0, 15, 9, 0, 7);

function start() {
  const clock = new SimulatedClock(startMs);
  const store = new ObjectStore(clock);
  const options = { store, clock, scrapeIntervalMs: 15_000 };
  const world = new World(options, "ambient", 7);
  const ask = (query: string): { metric: Labels; value: number }[] => {
    world.traffic.settle();
    const source = { source: world.traffic.series, defaultStepMs: 15_000 };
    const { result } = queryInstant(source, query, clock.nowMs()) as {
      result: { metric: Labels; value: [number, string] }[];
    };
    return result.map(({ metric, value }) => ({
      metric,
      value: Number(value[1]),
    }));
  };
  /** What grew within five minutes, by these labels, as "a b c", sorted. */
  const grown = (by: string, series: string) =>
    ask(`sum by (${by}) (increase(${series}[5m])) > 0`)
      .map(({ metric }) =>
        by
          .split(", ")
          .map((label) => metric[label] ?? "")
          .join(" "),
      )
      .sort();
  const code = (flow: string) => {
    const found = world.calls().find((it) => it.flow === flow);
    return `${found?.code}${found?.mtls ? " mtls" : ""}`;
  };
  return { clock, store, world, ask, grown, code };
}

type Labels = Record<string, string>;

const opened = "istio_tcp_connections_opened_total";
const callers =
  "source_workload_namespace, source_workload, connection_security_policy";
const arrived = (workload: string, reporter = "destination") =>
  `{reporter="${reporter}",destination_workload="${workload}"}`;

function lock(
  { store }: ReturnType<typeof start>,
  app: string,
  namespace = "museum",
): void {
  store.seed({
    apiVersion: "security.istio.io/v1",
    kind: "PeerAuthentication",
    metadata: { name: `${app}-strict`, namespace },
    spec: { selector: { matchLabels: { app } }, mtls: { mode: "STRICT" } },
  });
}

describe("what ztunnel reports (semantics D1, D2)", () => {
  it("counts connections, as mutual TLS or as unknown, and names even callers outside the mesh", () => {
    const { grown, ask } = start();
    expect(grown(callers, `${opened}${arrived("tickets")}`)).toEqual([
      "kiosks ticket-kiosk mutual_tls",
      "museum turnstiles unknown",
      "museum website mutual_tls",
      "office finance-export unknown",
    ]);
    expect(ask(`istio_requests_total${arrived("tickets")}`)).toEqual([]);
    expect(
      ask(
        '{reporter="destination",app="ztunnel",connection_security_policy="none"}',
      ),
    ).toEqual([]);
  });

  it("knows no principal without HBONE, and no name from outside the cluster", () => {
    const { grown } = start();
    const unknown = `${opened}{reporter="destination",app="ztunnel",connection_security_policy="unknown"}`;
    expect(grown("source_principal", unknown)).toEqual(["unknown"]);
    expect(grown(callers, `${opened}${arrived("website")}`)).toEqual([
      "unknown unknown unknown",
    ]);
  });

  it("reports both ends, each from the ztunnel of its own node", () => {
    const { grown, store } = start();
    const placed = z.object({ spec: z.object({ nodeName: z.string() }) });
    const nodeOf = (pod: unknown) => placed.parse(pod).spec.nodeName;
    const ztunnels = new Map(
      store
        .list("Pod", "istio-system")
        .filter(({ metadata }) => metadata.labels?.app === "ztunnel")
        .map((pod) => [nodeOf(pod), pod.metadata.name]),
    );
    expect(ztunnels.size).toBe(3);
    const nearby = (app: string) =>
      [
        ...new Set(
          store
            .list("Pod", "museum")
            .filter(({ metadata }) => metadata.labels?.app === app)
            .map((pod) => ztunnels.get(nodeOf(pod))),
        ),
      ].sort();
    const called = 'source_workload="website",destination_workload="members"';
    expect(grown("pod", `${opened}{reporter="destination",${called}}`)).toEqual(
      nearby("members"),
    );
    expect(grown("pod", `${opened}{reporter="source",${called}}`)).toEqual(
      nearby("website"),
    );
  });

  it("says of itself that it is scraped", () => {
    const { ask } = start();
    expect(
      ask('count(istio_build{component="ztunnel",namespace="istio-system"})'),
    ).toMatchObject([{ value: 3 }]);
  });
});

describe("a waypoint (semantics A6, D1)", () => {
  it("counts requests of the real callers, and ztunnel counts the waypoint", () => {
    const { grown } = start();
    expect(
      grown(callers, `istio_requests_total${arrived("exhibits", "waypoint")}`),
    ).toEqual(["museum audio-guide mutual_tls", "museum website mutual_tls"]);
    expect(grown(callers, `${opened}${arrived("exhibits")}`)).toEqual([
      "kiosks signage mutual_tls",
      "museum waypoint mutual_tls",
      "office newsletter unknown",
    ]);
  });

  it("keeps nobody out who goes past it, and with it gone its callers fail", () => {
    const it = start();
    const [pod] = it.store
      .list("Pod", "museum")
      .filter(({ metadata }) => metadata.name.startsWith("waypoint-"));
    it.store.remove("Pod", "museum", pod?.metadata.name ?? "");
    expect(it.code("newsletter.office → exhibits.museum")).toBe("200");
    expect(it.code("website.museum → exhibits.museum")).toBe("000");
  });
});

describe("between ambient and sidecars (semantics B5, notes 3 and 4)", () => {
  it("a sidecar with the tunnel label is reached with an identity, another in plaintext", () => {
    const { code, grown } = start();
    expect(code("tickets.museum → ticket-kiosk.kiosks")).toBe("200 mtls");
    expect(code("website.museum → signage.kiosks")).toBe("200");
    expect(grown(callers, `istio_requests_total${arrived("signage")}`)).toEqual(
      ["kiosks ticket-kiosk mutual_tls", "unknown unknown none"],
    );
  });

  it("refuses ztunnel at a STRICT sidecar without the label", () => {
    const it = start();
    lock(it, "signage", "kiosks");
    lock(it, "ticket-kiosk", "kiosks");
    expect(it.code("website.museum → signage.kiosks")).toBe("000");
    expect(it.code("tickets.museum → ticket-kiosk.kiosks")).toBe("200 mtls");
  });

  it("a sidecar sends HBONE to ambient only where istiod lets it", () => {
    const it = start();
    lock(it, "tickets");
    const flow = "ticket-kiosk.kiosks → tickets.museum";
    expect(it.code(flow)).toBe("200 mtls");
    const [istiod] = it.store
      .list("Pod", "istio-system")
      .filter(({ metadata }) => metadata.labels?.app === "istiod");
    if (istiod === undefined) {
      throw new Error("no istiod");
    }
    it.store.seed({ ...istiod, spec: { containers: [{ name: "discovery" }] } });
    expect(it.code(flow)).toBe("503");
  });
});

describe("a connection that ztunnel refuses (semantics D2)", () => {
  it("still counts as opened, of unknown policy; its end says DENY, and no byte arrives", () => {
    const it = start();
    lock(it, "tickets");
    it.clock.advance(600_000);
    const from = (more: string) =>
      `{reporter="destination",destination_workload="tickets",source_workload="turnstiles"${more}}`;
    const by = "connection_security_policy, response_flags";
    expect(it.grown(by, `${opened}${from("")}`)).toEqual(["unknown -"]);
    expect(
      it.grown(by, `istio_tcp_connections_failed_total${from("")}`),
    ).toEqual(["unknown DENY"]);
    expect(it.grown(by, `istio_tcp_received_bytes_total${from("")}`)).toEqual(
      [],
    );
  });

  it("is refused for those without identity only, and let in again after", () => {
    const it = start();
    lock(it, "tickets");
    expect(it.code("turnstiles.museum → tickets.museum")).toBe("000");
    expect(it.code("finance-export.office → tickets.museum")).toBe("000");
    expect(it.code("website.museum → tickets.museum")).toBe("200 mtls");
    it.store.remove("PeerAuthentication", "museum", "tickets-strict");
    expect(it.code("turnstiles.museum → tickets.museum")).toBe("200");
  });
});

describe("the museum shows", () => {
  it.each([
    ["a namespace lock", "backup.office → catalogue.archive", "000"],
    [
      "A6.2, a DISABLE that opens nothing",
      "prometheus.monitoring → scans.archive",
      "000",
    ],
    ["an exception that holds", "prometheus.monitoring → loans.archive", "200"],
    [
      "A6.3, a port list that opens everything",
      "backup.office → xray.restoration",
      "200",
    ],
    [
      "the mesh's STRICT through a namespace that says UNSET",
      "loans.archive → climate.restoration",
      "200 mtls",
    ],
    [
      "a pod that is not taken yet",
      "website.museum → floor-plans.museum",
      "200",
    ],
  ])("%s", (_, flow, expected) => {
    expect(start().code(flow)).toBe(expected);
  });
});
