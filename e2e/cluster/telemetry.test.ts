/**
 * The traffic queries against a real Prometheus that scrapes hand-made proxies every second.
 * One story of about a minute is told, then read; each test is one statement about what was read.
 *
 *   0 s ── what was there before ──▶ 12 s ── the window (40 s) ─────────────▶ 52 s: read
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TrafficEdge } from "@/lib/mesh/traffic/traffic";
import { createPrometheusClient } from "@/lib/prometheus/client";
import { lastSeenGrainS } from "@/lib/prometheus/promql";
import {
  readTelemetry,
  type TelemetryReading,
} from "@/lib/prometheus/telemetry";
import { Exposition, type SeriesLabels } from "./exposition";
import { type RealPrometheus, startPrometheus } from "./real-prometheus";
import {
  HTTPBIN,
  OLD_HTTPBIN,
  tellTrafficStory,
  ZTUNNEL,
} from "./traffic-story";

const WINDOW_S = 40;
const SCRAPE_S = 1;

const exposition = new Exposition();
let prometheus: RealPrometheus;
let reading: Extract<TelemetryReading, { state: "read" }>;
let happenedS: ReadonlyMap<string, number>;

beforeAll(async () => {
  const target = await exposition.start();
  prometheus = await startPrometheus([
    {
      job_name: "proxies",
      static_configs: [
        pod(target, HTTPBIN, { namespace: "foo", pod: "httpbin-1" }),
        pod(target, OLD_HTTPBIN, { namespace: "foo", pod: "httpbin-0" }),
        pod(target, ZTUNNEL, {
          kubernetes_namespace: "istio-system",
          kubernetes_pod_name: "ztunnel-a",
        }),
        pod(target, "/pods/nameless", { zone: "b" }),
      ],
    },
  ]);
  happenedS = await tellTrafficStory(exposition);
  reading = await read(WINDOW_S);
});

afterAll(async () => {
  await prometheus?.stop();
  await exposition.stop();
});

describe("counts", () => {
  it("counts a caller that called once, although its counter never increased", () => {
    expect(only({ workload: null, security: "plaintext" }).count).toBe(1);
  });

  it("loses nothing to a proxy that restarts", () => {
    const { count } = only({ workload: "restarted" });
    expect(count).toBeGreaterThanOrEqual(10);
    expect(count).toBeLessThan(12);
  });

  it("does not under-report a series that is born and restarts within the window", () => {
    const { count } = only({ workload: "born-and-restarted" });
    expect(count).toBeGreaterThanOrEqual(12);
    expect(count).toBeLessThanOrEqual(18);
  });

  it("keeps requests and connections of the same caller apart, and both", () => {
    const edges = select({ workload: "both-units" });
    expect(edges.map(({ unit, count }) => ({ unit, count }))).toEqual([
      { unit: "requests", count: 4 },
      { unit: "connections", count: 2 },
    ]);
  });

  it("sums the versions of a caller", () => {
    const { count } = only({ workload: "two-versions" });
    expect(count).toBeGreaterThanOrEqual(15);
    expect(count).toBeLessThan(17);
  });

  it("keeps the principals of a caller apart without losing one", () => {
    const edges = select({ workload: "two-principals" });
    expect(edges.map(({ count }) => count)).toEqual([3, 4]);
    expect(new Set(edges.map(({ source }) => source.principal)).size).toBe(2);
  });

  it("still counts what a pod saw that has died since", () => {
    expect(only({ workload: "caller-of-the-dead" }).count).toBe(5);
  });

  it("leaves out who was silent in the window", () => {
    expect(select({ workload: "silent" })).toEqual([]);
  });

  it("counts a connection that was opened before the window and still talks as one", () => {
    expect(only({ workload: "long-lived" })).toMatchObject({
      unit: "connections",
      security: "plaintext",
      count: 1,
    });
  });

  it("keeps names with quotes and backslashes", () => {
    expect(only({ workload: 'qu"o\\te' }).count).toBe(2);
  });

  it("counts a figure that is not a number as one call in plaintext, and says so", () => {
    expect(only({ workload: "not-a-number" }).count).toBe(1);
    expect(reading.warnings.join()).toContain("1 figures were not numbers");
  });
});

describe("what a series states", () => {
  it("reads a missing policy label as no statement", () => {
    expect(only({ workload: "unlabelled" }).security).toBe("no_statement");
  });

  it("reads ztunnel's unknown as plaintext", () => {
    expect(only({ workload: "sleep-in-ambient" })).toMatchObject({
      security: "plaintext",
      unit: "connections",
      count: 2,
    });
  });

  it("leaves out whom ztunnel only refused, and nobody of whom anything passed", () => {
    expect(select({ workload: "refused" })).toEqual([]);
    expect(only({ workload: "refused-and-let-in" })).toMatchObject({
      security: "plaintext",
      count: 5,
    });
  });

  it("takes no word from the sending side", () => {
    expect(select({ workload: "says-the-source" })).toEqual([]);
  });

  it("hears waypoints", () => {
    expect(only({ workload: "through-waypoint" }).reporter).toBe("waypoint");
  });

  it("leaves out scrapes of the proxy's own port, but no other passthrough", () => {
    expect(select({ workload: "scraper" })).toEqual([]);
    expect(only({ workload: "passes-through" }).destination.serviceName).toBe(
      "InboundPassthroughCluster",
    );
  });
});

describe("last seen", () => {
  it.each(["early", "late", "once"])(
    "is not before the call and at most one grain after it (%s)",
    (name) => {
      const calledS = happenedS.get(name) ?? Number.NaN;
      const { lastSeenS } = only(
        name === "once"
          ? { workload: null, security: "plaintext" }
          : { workload: name },
      );
      expect(lastSeenS).toBeGreaterThanOrEqual(calledS);
      expect(lastSeenS).toBeLessThanOrEqual(
        calledS + lastSeenGrainS(WINDOW_S) + 2 * SCRAPE_S,
      );
    },
  );

  it("of a long-lived connection follows its bytes", () => {
    const { lastSeenS } = only({ workload: "long-lived" });
    expect(lastSeenS).toBeGreaterThanOrEqual(happenedS.get("late") ?? 0);
  });

  it("is not asked for mutual TLS", () => {
    expect(only({ workload: "two-versions" }).lastSeenS).toBeNull();
  });
});

describe("coverage", () => {
  it("names the pods that are scraped now, under old label names too, and no dead ones", () => {
    expect([...reading.telemetry.reportingPods].sort()).toEqual([
      "foo/httpbin-1",
      "istio-system/ztunnel-a",
    ]);
    expect(reading.warnings.join()).toContain("without labels that name");
  });

  it("says whether Prometheus remembers the window's start", async () => {
    expect(reading.telemetry.coversWindow).toBe(true);
    expect((await read(3_600)).telemetry.coversWindow).toBe(false);
  });

  it("takes its time from Prometheus and three questions", () => {
    expect(
      Math.abs(reading.telemetry.evaluatedAtS - Date.now() / 1_000),
    ).toBeLessThan(30);
    expect(reading.queries).toBe(3);
  });
});

function pod(target: string, path: string, labels: SeriesLabels) {
  return { targets: [target], labels: { ...labels, __metrics_path__: path } };
}

async function read(windowS: number) {
  const client = createPrometheusClient({
    url: prometheus.url,
    authorization: { kind: "none" },
    headers: {},
    ca: null,
    timeoutMs: 10_000,
  });
  const found = await readTelemetry(client, windowS, {
    signal: new AbortController().signal,
  });
  if (found.state === "failed") throw new Error(JSON.stringify(found.problem));
  return found;
}

interface Wanted {
  readonly workload: string | null;
  readonly security?: TrafficEdge["security"];
}

function select({ workload, security }: Wanted): TrafficEdge[] {
  return reading.telemetry.edges
    .filter(
      (edge) =>
        edge.source.workload === workload &&
        (security === undefined || edge.security === security),
    )
    .sort(
      (a, b) =>
        b.unit.localeCompare(a.unit) ||
        (a.source.principal ?? "").localeCompare(b.source.principal ?? ""),
    );
}

function only(wanted: Wanted): TrafficEdge {
  const [edge, ...others] = select(wanted);
  if (edge === undefined || others.length > 0) {
    throw new Error(
      `expected one edge of ${wanted.workload}, found ${JSON.stringify(edge ? [edge, ...others] : reading.telemetry.edges)}`,
    );
  }
  return edge;
}
