/**
 * The traffic queries against a real Prometheus that scrapes hand-made proxies every second.
 * One story of about a minute is told, then read; each test is one statement about what was read.
 *
 *   0 s ── what was there before ──▶ 12 s ── the window (40 s) ─────────────▶ 52 s: read
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sumCallers } from "@/lib/mesh/traffic/caller";
import type { TrafficEdge } from "@/lib/mesh/traffic/traffic";
import { indexTraffic } from "@/lib/mesh/traffic/traffic-index";
import { maskStepS } from "@/lib/prometheus/step-mask";
import { Exposition } from "./exposition";
import { type GoodReading, readRealTelemetry } from "./read-real-telemetry";
import { type RealPrometheus, startPrometheus } from "./real-prometheus";
import { storyTargets } from "./story-targets";
import { tellTrafficStory } from "./traffic-story";

const WINDOW_S = 40;
const SCRAPE_S = 1;

const exposition = new Exposition();
let prometheus: RealPrometheus;
let reading: GoodReading;
let happenedS: ReadonlyMap<string, number>;

beforeAll(async () => {
  const target = await exposition.start();
  prometheus = await startPrometheus(storyTargets(target));
  happenedS = await tellTrafficStory(exposition);
  reading = await readRealTelemetry(prometheus.url, WINDOW_S);
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

  it("counts what two servers of a pair both scraped once", () => {
    expect(only({ workload: "paired" }).count).toBe(5);
    const { count } = only({ workload: "paired-before" });
    expect(count).toBeGreaterThanOrEqual(4);
    expect(count).toBeLessThan(5);
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
    expect(reading.warnings.map(({ message }) => message).join()).toContain(
      "1 figures were not numbers",
    );
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

  it("names who called through a waypoint, and counts that leg once", () => {
    const edges = reading.telemetry.edges.filter(
      ({ destination }) => destination.workload === "behind-waypoint",
    );
    const index = indexTraffic(
      reading.telemetry,
      () => new Set(),
      (workload) => workload === "bar/waypoint",
    );
    const key = { namespace: "foo", name: "behind-waypoint" };
    expect(edges).toHaveLength(2);
    expect(sumCallers(index.edgesTo([key]))).toMatchObject([
      { workload: "real-caller", requests: { mutualTls: 6 } },
    ]);
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

describe("calls that nobody let in", () => {
  it("are told by the client that saw them fail, by unit", () => {
    const found = refused("knocking");
    expect(found).toMatchObject([
      { unit: "requests", seenBy: "client", count: 9 },
      { unit: "connections", seenBy: "client", count: 3 },
    ]);
    for (const { lastSeenS } of found) expect(lastSeenS).not.toBeNull();
  });

  it("are told by the ztunnel that refused them", () => {
    expect(refused("refused")).toMatchObject([
      { unit: "connections", seenBy: "ztunnel", count: 3 },
    ]);
  });

  it("are no traffic", () => {
    expect(select({ workload: "knocking" })).toEqual([]);
  });
});

describe("first seen", () => {
  it("is at most one grain and one scrape before the call", () => {
    const calledS = happenedS.get("early") ?? Number.NaN;
    const { firstSeenS } = only({ workload: "early" });
    expect(firstSeenS).toBeLessThanOrEqual(calledS + 2 * SCRAPE_S);
    expect(firstSeenS).toBeGreaterThanOrEqual(
      calledS - maskStepS(WINDOW_S) - 2 * SCRAPE_S,
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
        calledS + maskStepS(WINDOW_S) + 2 * SCRAPE_S,
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
      "bar/client-1",
      "foo/httpbin-1",
      "foo/paired-1",
      "istio-system/ztunnel-a",
    ]);
    expect(reading.warnings.map(({ message }) => message).join()).toContain(
      "without labels that name",
    );
  });

  it("says whether Prometheus remembers the window's start", async () => {
    expect(reading.telemetry.coversWindow).toBe(true);
    expect(
      (await readRealTelemetry(prometheus.url, 3_600)).telemetry.coversWindow,
    ).toBe(false);
  });

  it("takes its time from Prometheus and three questions", () => {
    expect(
      Math.abs(reading.telemetry.evaluatedAtS - Date.now() / 1_000),
    ).toBeLessThan(30);
    expect(reading.queries).toBe(3);
  });
});

function refused(workload: string) {
  return reading.telemetry.refused
    .filter(({ source }) => source.workload === workload)
    .sort((a, b) => b.unit.localeCompare(a.unit));
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
