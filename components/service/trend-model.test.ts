import { describe, expect, it } from "vitest";
import { someCounts } from "@/components/testing/a-snapshot";
import type { Counts } from "@/lib/api/contract";
import type {
  ServiceTraffic,
  TrafficStep,
} from "@/lib/api/service-traffic-contract";
import { unitsOf, unitTrend } from "./trend-model";

const STARTS_MS = Date.parse("2026-11-22T10:00:00Z");

/** One step a minute; null = no figures. */
function traffic(
  steps: readonly (Partial<Counts> | null)[],
  connections: readonly Partial<Counts>[] = [],
): ServiceTraffic {
  return {
    namespace: "shop",
    service: "cart",
    window: "1h",
    stepSeconds: 60,
    workloads: ["cart"],
    steps: steps.map(
      (requests, index): TrafficStep => ({
        endsAt: new Date(STARTS_MS + (index + 1) * 60_000).toISOString(),
        calls: requests && {
          requests: someCounts(requests),
          connections: someCounts(connections[index]),
        },
      }),
    ),
    warnings: [],
  };
}

describe("a step", () => {
  it.each([
    [{ plaintext: 1, mutualTls: 9_999_999, noStatement: 5 }, "plaintext"],
    [{ mutualTls: 9_999_999, noStatement: 1 }, "no_statement"],
    [{ mutualTls: 1 }, "mutual_tls"],
    [{}, "quiet"],
    [null, "unknown"],
  ])(
    "with %j is %s: the worst wins, and no figures are not zero",
    (figures, kind) => {
      const trend = unitTrend(traffic([figures]), "requests");
      expect(trend.steps[0]?.kind).toBe(kind);
      expect(trend.kinds).toMatchObject({ [kind]: 1 });
    },
  );

  it("runs from one step's length before its end", () => {
    const [step] = unitTrend(traffic([{}]), "requests").steps;
    expect(step).toMatchObject({
      fromMs: STARTS_MS,
      toMs: STARTS_MS + 60_000,
    });
  });
});

describe("neighbours", () => {
  it("with plaintext become one run with its sum, and anything between parts them", () => {
    const some = { plaintext: 2 };
    const { plaintext, unknown } = unitTrend(
      traffic([some, some, {}, some, null, null, some]),
      "requests",
    );
    expect(
      plaintext.map(({ first, last, plaintext }) => [first, last, plaintext]),
    ).toEqual([
      [0, 1, 4],
      [3, 3, 2],
      [6, 6, 2],
    ]);
    expect(plaintext[0]).toMatchObject({
      fromMs: STARTS_MS,
      toMs: STARTS_MS + 120_000,
    });
    expect(unknown.map(({ first, last }) => [first, last])).toEqual([[4, 5]]);
  });
});

describe("units", () => {
  it("are shown where anything was counted, each by itself", () => {
    const both = traffic([{ mutualTls: 1 }], [{ plaintext: 1 }]);
    expect(unitsOf(both)).toEqual(["requests", "connections"]);
    expect(unitTrend(both, "requests").kinds.plaintext).toBe(0);
    expect(unitTrend(both, "connections").kinds.plaintext).toBe(1);
    expect(unitsOf(traffic([{ plaintext: 1 }]))).toEqual(["requests"]);
    expect(unitsOf(traffic([{}], [{ noStatement: 1 }]))).toEqual([
      "connections",
    ]);
  });

  it("are none where nothing was counted or nothing is known", () => {
    expect(unitsOf(traffic([{}, null]))).toEqual([]);
  });
});
