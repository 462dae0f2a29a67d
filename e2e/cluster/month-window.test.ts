/**
 * A month of history in a real Prometheus, written before it starts: what happens once a day, what is
 * far below a call a minute, pods that were rolled every few days, and days that nobody recorded.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { maskStepS } from "@/lib/prometheus/step-mask";
import { type GoodReading, readRealTelemetry } from "./read-real-telemetry";
import { type RealPrometheus, startPrometheus } from "./real-prometheus";
import { edgeOf, request, samples } from "./written-history";

const DAY_S = 86_400;
const WINDOW_S = 30 * DAY_S;
const SCRAPE_S = 120;

const nowS = Math.floor(Date.now() / 1_000);
const firstS = nowS - 31 * DAY_S;
const RECORDING = { firstS, nowS, scrapeS: SCRAPE_S };
const onceS = nowS - 21 * DAY_S + 77;
const SUFFIXES = [
  "b2b2b",
  "c4c4c",
  "d5d5d",
  "f6f6f",
  "g7g7g",
  "h8h8h",
  "j9j9j",
];

let prometheus: RealPrometheus;
let reading: GoodReading;

beforeAll(async () => {
  const day = (timeS: number) => Math.floor((timeS - firstS) / DAY_S);
  const history = [
    "# TYPE istio_build gauge",
    ...samples(RECORDING, proxy("old-0"), () => 1),
    ...rolled("rolled", () => true),
    ...rolled("away", (timeS) => day(timeS) < 10 || day(timeS) >= 13),
    ...samples(RECORDING, proxy("new-7d8f9c6b5-x2x4z"), (timeS) =>
      day(timeS) >= 20 ? 1 : null,
    ),
    "# TYPE istio_requests counter",
    ...samples(RECORDING, request("daily"), (timeS) => 100 + day(timeS)),
    ...samples(RECORDING, request("rare"), (timeS) =>
      Math.floor(timeS / 7_200),
    ),
    ...samples(RECORDING, request("once"), (timeS) =>
      timeS >= onceS && timeS < onceS + 900 ? 1 : null,
    ),
    ...rolledRequests(),
    "# EOF\n",
  ].join("\n");
  prometheus = await startPrometheus([], history);
  reading = await readRealTelemetry(prometheus.url, WINDOW_S);
});

afterAll(() => prometheus?.stop());

describe("over a month", () => {
  it("counts one call a day", () => {
    const { count } = edgeOf(reading, "daily");
    expect(count).toBeGreaterThanOrEqual(29);
    expect(count).toBeLessThan(31);
  });

  it("does not lose a caller far below 0.0005 calls a second", () => {
    const { count } = edgeOf(reading, "rare");
    expect(Math.abs(count - 360)).toBeLessThan(3);
  });

  it("counts who called once, from a pod that is long gone", () => {
    expect(edgeOf(reading, "once").count).toBe(1);
  });

  it("knows when that was, within its grain", () => {
    const { firstSeenS, lastSeenS } = edgeOf(reading, "once");
    expect(lastSeenS).toBeGreaterThanOrEqual(onceS);
    expect(lastSeenS).toBeLessThanOrEqual(
      onceS + maskStepS(WINDOW_S) + SCRAPE_S,
    );
    expect(firstSeenS).toBeLessThanOrEqual(onceS + SCRAPE_S);
  });

  it("adds up what the series of rolled pods counted", () => {
    const { count } = edgeOf(reading, "through-rolled");
    expect(count).toBeGreaterThanOrEqual(30);
    expect(count).toBeLessThan(36);
  });

  it("sees no gap where pods were rolled and scraped all along", () => {
    expect(reading.telemetry.coversWindow).toBe(true);
    expect([...reading.telemetry.scrapeGaps.keys()].sort()).toEqual([
      "foo/away--",
      "foo/new--",
    ]);
  });

  it("tells how long nobody scraped", () => {
    const { longestS, beforeFirstS } = gapOf("foo/away--");
    expect(beforeFirstS).toBe(0);
    expect(Math.abs(longestS - 3 * DAY_S)).toBeLessThanOrEqual(
      maskStepS(WINDOW_S),
    );
  });

  it("tells how late the first scrape of a workload was", () => {
    const { longestS, beforeFirstS } = gapOf("foo/new--");
    expect(longestS).toBe(0);
    expect(Math.abs(beforeFirstS - 19 * DAY_S)).toBeLessThanOrEqual(
      maskStepS(WINDOW_S),
    );
  });

  it("takes as many questions as any other window", () => {
    expect(reading.queries).toBe(3);
    expect(reading.notes).toEqual([]);
  });
});

describe("where Prometheus' limits refuse it as one question", () => {
  let small: RealPrometheus;
  beforeAll(async () => {
    small = await startPrometheus([], manyNamespaces(), [
      "--query.max-samples=20000",
    ]);
  });
  afterAll(() => small?.stop());

  it("asks in parts and misses nothing", async () => {
    const found = await readRealTelemetry(small.url, 3_600);
    expect(found.notes.map(({ message }) => message).join()).toContain("parts");
    expect(found.telemetry.complete).toBe(true);
    expect(found.telemetry.edges).toHaveLength(NAMESPACES.length * CALLERS);
    expect(found.queries).toBeLessThanOrEqual(31);
  });
});

const NAMESPACES = ["a", "b", "c", "d", "e", "f", "g", "h"];
const CALLERS = 40;

function manyNamespaces(): string {
  const lines = ["# TYPE istio_build gauge"];
  const times = Array.from({ length: 151 }, (_, at) => nowS - (150 - at) * 30);
  for (const namespace of NAMESPACES) {
    for (const timeS of times) {
      lines.push(
        `istio_build{component="proxy",namespace="${namespace}",pod="p-0"} 1 ${timeS}`,
      );
    }
  }
  lines.push("# TYPE istio_requests counter");
  for (const namespace of NAMESPACES) {
    for (let caller = 0; caller < CALLERS; caller += 1) {
      times.forEach((timeS, at) => {
        lines.push(
          `istio_requests_total{reporter="destination",source_workload="c${caller}",destination_workload="p",destination_workload_namespace="${namespace}",connection_security_policy="none"} ${at} ${timeS}`,
        );
      });
    }
  }
  return [...lines, "# EOF\n"].join("\n");
}

function proxy(pod: string): string {
  return `istio_build{component="proxy",namespace="foo",pod="${pod}"}`;
}

/** A pod every five days. */
function rolled(
  workload: string,
  isScraped: (timeS: number) => boolean,
): string[] {
  return SUFFIXES.flatMap((suffix, at) =>
    samples(RECORDING, proxy(`${workload}-7d8f9c6b5-${suffix}`), (timeS) =>
      isScraped(timeS) && Math.floor((timeS - firstS) / (5 * DAY_S)) === at
        ? 1
        : null,
    ),
  );
}

/** Each of them counts a call a day, from its first day on. */
function rolledRequests(): string[] {
  return SUFFIXES.flatMap((suffix, at) =>
    samples(
      RECORDING,
      request(
        "through-rolled",
        "none",
        `,namespace="foo",pod="rolled-${suffix}"`,
      ),
      (timeS) => {
        const day = (timeS - firstS) / DAY_S;
        return Math.floor(day / 5) === at ? Math.floor(day - at * 5) + 1 : null;
      },
    ),
  );
}

function gapOf(group: string) {
  const gap = reading.telemetry.scrapeGaps.get(group);
  if (gap === undefined) throw new Error(`no gap of ${group}`);
  return gap;
}
