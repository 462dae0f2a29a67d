import { describe, expect, it } from "vitest";
import { queryInstant, queryRange } from "@/lib/simulator/prometheus/query";
import type { Matcher } from "./expression";
import { makeLabels } from "./labels";
import { PromqlProblem } from "./problem";
import { listedWindow, type Sample, type Series } from "./series";

/** Samples every 15 s from 0; the figures are few enough to check by hand. */
function series(
  name: string,
  labels: Record<string, string>,
  values: readonly number[],
  startS = 0,
): Series {
  const samples: Sample[] = values.map((value, index) => ({
    timeMs: (startS + index * 15) * 1_000,
    value,
  }));
  const within = (startMs: number, endMs: number) =>
    samples.filter(({ timeMs }) => timeMs > startMs && timeMs <= endMs);
  return {
    name,
    labels: makeLabels(Object.entries(labels)),
    newest: (startMs, endMs) => within(startMs, endMs).at(-1) ?? null,
    window: (startMs, endMs) => listedWindow(within(startMs, endMs)),
    lastValue: (startMs, endMs) => within(startMs, endMs).at(-1)?.value ?? null,
  };
}

const stored = [
  series("calls", { from: "a", to: "x" }, [0, 15, 30, 45, 60, 75, 90, 105]),
  series("calls", { from: "b", to: "x" }, [10, 10, 10, 10, 10, 10, 10, 10]),
  series("calls", { from: "c", to: "y" }, [5, 20, 3, 18, 33, 48, 63, 78]),
  // Born at 90 s with its first call.
  series("calls", { from: "late", to: "y" }, [1, 1], 90),
  series("build", { from: "a" }, [1, 1, 1, 1, 1, 1, 1, 1]),
  series("build", { from: "b" }, [1, 1, 1, 1, 1, 1, 1, 1]),
];

const source = {
  select: (matchers: readonly Matcher[]) =>
    stored.filter(({ name, labels }) =>
      matchers.every((matcher) =>
        matcher.matches(
          matcher.label === "__name__" ? name : (labels[matcher.label] ?? ""),
        ),
      ),
    ),
};

function answer(query: string, timeS = 105): Record<string, number> {
  const data = queryInstant(
    { source, defaultStepMs: 15_000 },
    query,
    timeS * 1_000,
  );
  return flatten(data);
}

/** {"from=a": 1} of the vectors and {"": 1} of the scalars that the table needs. */
function flatten(data: unknown): Record<string, number> {
  const { resultType, result } = data as {
    resultType: string;
    result: { metric: Record<string, string>; value: [number, string] }[];
  };
  if (resultType === "scalar") {
    return { "": Number(result[1]) };
  }
  return Object.fromEntries(
    result.map(({ metric, value }) => [
      Object.entries(metric)
        .map(([name, text]) => (name === "__name__" ? text : `${name}=${text}`))
        .join(),
      Number(value[1]),
    ]),
  );
}

describe("a query is answered as Prometheus answers it", () => {
  it.each<[string, Record<string, number>]>([
    ['calls{from="a"}', { "calls,from=a,to=x": 105 }],
    [
      'calls{from=~"a|b",to!="y"}',
      { "calls,from=a,to=x": 105, "calls,from=b,to=x": 10 },
    ],
    ['calls{from!~"[abc]"}', { "calls,from=late,to=y": 1 }],
    ['calls{missing="",from="a"} offset 30s', { "calls,from=a,to=x": 75 }],
    // (45, 105]: four samples 60…105 grow by 45 in 45 s; both ends touch, 15 s and 0 s are added.
    ['increase(calls{from="a"}[1m])', { "from=a,to=x": 60 }],
    ['rate(calls{from="a"}[1m])', { "from=a,to=x": 1 }],
    // 20 → 3 is a restart: 20 + (78 − 20) = 78 … within (0, 105]: 20, 3, 18, …, 78 over 90 s.
    ['resets(calls{from="c"}[105s])', { "from=c,to=y": 1 }],
    ['delta(calls{from="c"}[1m])', { "from=c,to=y": 60 }],
    ['irate(calls{from="a"}[1m])', { "from=a,to=x": 1 }],
    ['increase(calls{from="late"}[1m])', { "from=late,to=y": 0 }],
    ['increase(calls{from="b"}[1m])', { "from=b,to=x": 0 }],
    ['max_over_time(calls{from="c"}[105s])', { "from=c,to=y": 78 }],
    ['min_over_time(calls{from="c"}[105s])', { "from=c,to=y": 3 }],
    ['count_over_time(calls{from="a"}[1m])', { "from=a,to=x": 4 }],
    ['sum_over_time(calls{from="b"}[1m])', { "from=b,to=x": 40 }],
    ['avg_over_time(calls{from="a"}[30s])', { "from=a,to=x": 97.5 }],
    ['last_over_time(calls{from="a"}[30s])', { "calls,from=a,to=x": 105 }],
    ['present_over_time(calls{from="a"}[30s])', { "from=a,to=x": 1 }],
    ['changes(calls{from="b"}[105s])', { "from=b,to=x": 0 }],
    ["sum by (to) (calls)", { "to=x": 115, "to=y": 79 }],
    ["sum without (from) (calls)", { "to=x": 115, "to=y": 79 }],
    ["count(calls)", { "": 4 }],
    ["max(calls)", { "": 105 }],
    ["min(calls)", { "": 1 }],
    ["avg(calls)", { "": 48.5 }],
    ["group by (to) (calls)", { "to=x": 1, "to=y": 1 }],
    ["topk(1, calls)", { "calls,from=a,to=x": 105 }],
    ["bottomk(1, calls)", { "calls,from=late,to=y": 1 }],
    ['calls{from="a"} / 2 + 1', { "from=a,to=x": 53.5 }],
    ["calls > 50", { "calls,from=a,to=x": 105, "calls,from=c,to=y": 78 }],
    ['calls{to="x"} > bool 50', { "from=a,to=x": 1, "from=b,to=x": 0 }],
    [
      "calls and on (from) build",
      { "calls,from=a,to=x": 105, "calls,from=b,to=x": 10 },
    ],
    [
      "calls unless on (from) build",
      { "calls,from=c,to=y": 78, "calls,from=late,to=y": 1 },
    ],
    [
      'build{from="a"} or on (from) calls{from=~"a|b"}',
      { "build,from=a": 1, "calls,from=b,to=x": 10 },
    ],
    [
      "build + on (from) group_right (nothing) calls",
      { "from=a,to=x": 106, "from=b,to=x": 11 },
    ],
    // One side has a partner twice, and each gets an answer of its own.
    [
      'label_replace(build{from="a"}, "to", "x", "", "") * 3 + on (to) group_right () calls{to="x"}',
      { "from=a,to=x": 108, "from=b,to=x": 13 },
    ],
    ["calls * ignoring (to) build", { "from=a": 105, "from=b": 10 }],
    [
      'label_replace(build{from="a"}, "to", "z-$1", "from", "(.*)")',
      { "build,from=a,to=z-a": 1 },
    ],
    ['timestamp(calls{from="a"} offset 15s)', { "from=a,to=x": 90 }],
    ['timestamp(calls{from="a"} > 0)', { "from=a,to=x": 105 }],
    ["time()", { "": 105 }],
    ["vector(3)", { "": 3 }],
    ['absent(nothing{here="x"})', { "here=x": 1 }],
    ["scalar(count(build)) ^ 2", { "": 4 }],
    ["-1 ^ 2", { "": -1 }],
    ["1 + 2 * 3", { "": 7 }],
    ["1 == bool 1", { "": 1 }],
    [
      'sum by (to) (max_over_time(calls[1m] offset 45s) or calls{from="late"})',
      { "to=x": 70, "to=y": 34 },
    ],
    // At 60, 75, 90 and 105 s.
    ['max_over_time((calls{from="a"} * 2)[1m:15s])', { "from=a,to=x": 210 }],
    ['count_over_time(calls{from="a"}[1m:30s])', { "from=a,to=x": 2 }],
    ['calls{from="a"} @ 30', { "calls,from=a,to=x": 30 }],
  ])("%s", (query, expected) => {
    const found = answer(query);
    expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
    for (const [key, value] of Object.entries(expected)) {
      expect(found[key]).toBeCloseTo(value, 9);
    }
  });

  it("says the same of many steps at once as of each alone", () => {
    const query =
      "last_over_time(calls[20s]) - last_over_time(calls[1m] offset 15s)" +
      " or last_over_time(calls[20s]) unless last_over_time(calls[1m] offset 15s)";
    const stepsS = [0, 15, 30, 45, 60, 75, 90, 105, 120, 135];
    const data = queryRange(
      { source, defaultStepMs: 15_000 },
      query,
      0,
      135_000,
      15_000,
    ) as { result: { metric: object; values: [number, string][] }[] };
    const together = data.result.flatMap(({ metric, values }) =>
      values.map(([atS, value]) => JSON.stringify([atS, metric, value])),
    );
    const alone = stepsS.flatMap((atS) => {
      const instant = queryInstant(
        { source, defaultStepMs: 15_000 },
        query,
        atS * 1_000,
      ) as { result: { metric: object; value: [number, string] }[] };
      return instant.result.map(({ metric, value: [, value] }) =>
        JSON.stringify([atS, metric, value]),
      );
    });
    expect(together.length).toBeGreaterThan(10);
    expect(together.sort()).toEqual(alone.sort());
  });

  it("bridges a counter's restart", () => {
    // (0, 90]: 20, 3, 18, 33, 48, 63 → 63 − 20 + 20 = 63 in 75 s; 15 s to the start, limited by zero at 20/63 × 75 s.
    const found = answer('increase(calls{from="c"}[90s])', 90);
    expect(found["from=c,to=y"]).toBeCloseTo((63 * (75 + 15)) / 75, 9);
  });

  it("never extrapolates a counter below zero", () => {
    // (−15, 30]: 0, 15, 30. It was 0 at 0 s, so nothing is added before.
    const found = answer('increase(calls{from="a"}[45s])', 30);
    expect(found["from=a,to=x"]).toBeCloseTo(30, 9);
  });

  it("leaves out a series that was not sampled for five minutes", () => {
    expect(answer("calls", 105 + 299)).not.toEqual({});
    expect(answer("calls", 105 + 301)).toEqual({});
  });

  it("answers a range step by step", () => {
    const data = queryRange(
      { source, defaultStepMs: 15_000 },
      'calls{from="late"}',
      75_000,
      105_000,
      15_000,
    );
    expect(data).toEqual({
      resultType: "matrix",
      result: [
        {
          metric: { __name__: "calls", from: "late", to: "y" },
          values: [
            [90, "1"],
            [105, "1"],
          ],
        },
      ],
    });
  });
});

describe("a query that cannot be answered is refused loudly", () => {
  it.each([
    ["", "bad_data", "no expression found"],
    ["sum(", "bad_data", "unexpected end of input"],
    ["calls calls", "bad_data", 'unexpected "calls"'],
    ["rate(calls)", "bad_data", "expected type range vector"],
    ["1 == 1", "bad_data", "must use BOOL modifier"],
    ["{}", "bad_data", "at least one non-empty matcher"],
    ['calls{a=~"("}', "bad_data", "error parsing regexp"],
    ["calls and 1", "bad_data", "set operator"],
    ["(calls + calls)[5m]", "bad_data", "ranges only allowed"],
    ["build + on (nothing) build", "execution", "many-to-many"],
    [
      'rate({__name__=~"calls|build"}[1m]) + rate(calls[1m] offset 1s) - quantile(0.5, calls)',
      "execution",
      "does not support the aggregation quantile",
    ],
    [
      "histogram_quantile(0.9, calls)",
      "execution",
      "does not support the function histogram_quantile",
    ],
    ["absent_over_time(calls[5m])", "execution", "does not support"],
  ])("%s", (query, errorType, words) => {
    const attempt = () => answer(query);
    expect(attempt).toThrow(PromqlProblem);
    expect(attempt).toThrow(words);
    try {
      attempt();
    } catch (error) {
      expect(error).toHaveProperty("errorType", errorType);
    }
  });
});
