/**
 * A day of history in a real Prometheus, written before it starts: who called once, long ago and
 * from a pod that lived for minutes, must not be missed.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { maskStepS } from "@/lib/prometheus/step-mask";
import { type GoodReading, readRealTelemetry } from "./read-real-telemetry";
import { type RealPrometheus, startPrometheus } from "./real-prometheus";
import { edgeOf, request, samples } from "./written-history";

const HOUR_S = 3_600;
const WINDOW_S = 24 * HOUR_S;
const SCRAPE_S = 30;

const nowS = Math.floor(Date.now() / 1_000);
const firstS = nowS - 26 * HOUR_S;
const RECORDING = { firstS, nowS, scrapeS: SCRAPE_S };
const jobS = nowS - 20 * HOUR_S + 77;
const nightlyS = nowS - 6 * HOUR_S + 13;
const beforeS = nowS - 25 * HOUR_S;

let prometheus: RealPrometheus;
let reading: GoodReading;

beforeAll(async () => {
  const history = [
    "# TYPE istio_build gauge",
    ...samples(
      RECORDING,
      'istio_build{component="proxy",namespace="foo",pod="a"}',
      () => 1,
    ),
    "# TYPE istio_requests counter",
    ...samples(RECORDING, request("job"), (timeS) =>
      timeS >= jobS && timeS < jobS + 600 ? 1 : null,
    ),
    ...samples(RECORDING, request("nightly"), (timeS) =>
      timeS >= nightlyS ? 101 : 100,
    ),
    ...samples(RECORDING, request("gone"), (timeS) =>
      timeS < beforeS ? 5 : timeS < beforeS + 900 ? 6 : null,
    ),
    ...samples(RECORDING, request("steady", "mutual_tls"), (timeS) =>
      Math.floor((timeS - firstS) / 60),
    ),
    "# EOF\n",
  ].join("\n");
  prometheus = await startPrometheus([], history);
  reading = await readRealTelemetry(prometheus.url, WINDOW_S);
});

afterAll(() => prometheus?.stop());

describe("over a day", () => {
  it("counts one call of a job that lived ten minutes, twenty hours ago", () => {
    expect(edgeOf(reading, "job").count).toBe(1);
  });

  it("counts the one call a day of somebody known for longer", () => {
    const { count } = edgeOf(reading, "nightly");
    expect(count).toBeGreaterThanOrEqual(1);
    expect(count).toBeLessThan(1.01);
  });

  it.each([
    ["job", jobS],
    ["nightly", nightlyS],
  ])(
    "saw %s last within its grain, and not before the call",
    (name, calledS) => {
      const { lastSeenS } = edgeOf(reading, name);
      expect(lastSeenS).toBeGreaterThanOrEqual(calledS);
      expect(lastSeenS).toBeLessThanOrEqual(
        calledS + maskStepS(WINDOW_S) + SCRAPE_S,
      );
    },
  );

  it("forgets who called before the window", () => {
    expect(
      reading.telemetry.edges.map(({ source }) => source.workload),
    ).not.toContain("gone");
  });

  it("is not far off for a steady caller", () => {
    expect(Math.abs(edgeOf(reading, "steady").count - 24 * 60)).toBeLessThan(3);
  });

  it("knows that the window is covered, and by which pod", () => {
    expect(reading.telemetry.coversWindow).toBe(true);
    expect([...reading.telemetry.reportingPods]).toEqual(["foo/a"]);
  });
});
