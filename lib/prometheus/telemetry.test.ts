import { describe, expect, it } from "vitest";
import type { PrometheusAnswer, PrometheusClient } from "./client";
import type { VectorRow } from "./envelope";
import { prometheusProblem } from "./problem";
import { maskStepS, stepEnds } from "./step-mask";
import { readTelemetry } from "./telemetry";

const NOW_S = 1_760_000_000.25;

const STEP_S = maskStepS(300);
const ENDS = stepEnds(NOW_S, 300);

const CLOCK: VectorRow = {
  metric: { lockstep_row: "clock" },
  value: [NOW_S, NOW_S],
};

const EDGE = {
  lockstep_unit: "requests",
  reporter: "destination",
  source_workload: "sleep",
  source_workload_namespace: "legacy",
  source_principal: "unknown",
  destination_workload: "httpbin",
  destination_workload_namespace: "foo",
  destination_service_name: "httpbin",
  destination_service_namespace: "foo",
  connection_security_policy: "none",
};

describe("a reading", () => {
  it("asks three questions, the last two about the instant of the first", async () => {
    const asked: (number | undefined)[] = [];
    await read([[CLOCK], [], []], asked);
    expect(asked).toEqual([undefined, NOW_S, NOW_S]);
  });

  it("takes its time from Prometheus", async () => {
    expect(await read([[CLOCK], [], []])).toMatchObject({
      state: "read",
      telemetry: { evaluatedAtS: NOW_S, windowS: 300, stepS: 15, edges: [] },
    });
  });

  it("gives plaintext its first and last time, by unit", async () => {
    const edge = (unit: string, figure: number, row?: string): VectorRow => ({
      metric: {
        ...EDGE,
        lockstep_unit: unit,
        ...(row === undefined ? {} : { lockstep_row: row }),
      },
      value: [NOW_S, figure],
    });
    const [, second, third] = ENDS;
    const found = await edges([
      [CLOCK],
      [edge("requests", 7), edge("connections", 2)],
      [
        edge("requests", maskOf(second, third), "active"),
        edge("connections", 1, "active-now"),
      ],
    ]);
    expect(found).toMatchObject([
      {
        unit: "requests",
        count: 7,
        firstSeenS: (second ?? 0) - STEP_S,
        lastSeenS: third,
      },
      {
        unit: "connections",
        count: 2,
        firstSeenS: NOW_S - STEP_S,
        lastSeenS: NOW_S,
      },
    ]);
  });

  it("keeps calls that nobody let in apart from traffic", async () => {
    const denied = { ...EDGE, lockstep_row: "refused" };
    const reading = await read([
      [CLOCK],
      [
        { metric: EDGE, value: [NOW_S, 2] },
        { metric: denied, value: [NOW_S, 3] },
        { metric: { ...denied, reporter: "source" }, value: [NOW_S, 4] },
      ],
      [
        {
          metric: { ...denied, lockstep_row: "refused-active-now" },
          value: [NOW_S, 1],
        },
      ],
    ]);
    expect(reading).toMatchObject({
      telemetry: {
        edges: [{ count: 2, lastSeenS: null }],
        refused: [
          { seenBy: "ztunnel", count: 3, lastSeenS: NOW_S },
          { seenBy: "client", count: 4, lastSeenS: null },
        ],
      },
    });
  });

  it("says that several clusters are mixed, and is then not complete", async () => {
    const of = (cluster: string): VectorRow => ({
      metric: { lockstep_row: "cluster", cluster },
      value: [NOW_S, 3],
    });
    expect(await read([[CLOCK, of("east")], [], []])).toMatchObject({
      telemetry: { complete: true },
    });
    expect(await read([[CLOCK, of("east"), of("west")], [], []])).toMatchObject(
      {
        telemetry: { complete: false },
        warnings: [{ code: "several-clusters" }],
      },
    );
  });

  it("has no name for what Istio calls unknown", async () => {
    const [edge] = await edges([
      [CLOCK],
      [
        {
          metric: { ...EDGE, source_workload: "unknown" },
          value: [NOW_S, 1],
        },
      ],
      [],
    ]);
    expect(edge?.source).toEqual({
      namespace: "legacy",
      workload: null,
      principal: null,
    });
  });

  it.each([
    ["none", "plaintext"],
    ["unknown", "plaintext"],
    ["something new", "plaintext"],
    ["mutual_tls", "mutual_tls"],
    ["", "no_statement"],
  ])("reads the policy %j as %s", async (policy, security) => {
    const metric = { ...EDGE, connection_security_policy: policy };
    const [edge] = await edges([[CLOCK], [{ metric, value: [NOW_S, 1] }], []]);
    expect(edge?.security).toBe(security);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -5])(
    "counts %s as one call of plaintext and none of mutual TLS, and says so",
    async (figure) => {
      const mutual = { ...EDGE, connection_security_policy: "mutual_tls" };
      const reading = await read([
        [CLOCK],
        [
          { metric: EDGE, value: [NOW_S, figure] },
          { metric: mutual, value: [NOW_S, figure] },
        ],
        [],
      ]);
      expect(reading).toMatchObject({
        telemetry: { edges: [{ security: "plaintext", count: 1 }] },
        warnings: [{ code: "figures-not-numbers", names: ["2"] }],
      });
    },
  );

  it.each([1e300, 2 ** 53])(
    "counts %d as the most that is a whole number",
    async (figure) => {
      const [edge] = await edges([
        [CLOCK],
        [{ metric: EDGE, value: [NOW_S, figure] }],
        [],
      ]);
      expect(edge?.count).toBe(Number.MAX_SAFE_INTEGER);
    },
  );

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -1, 0.5, 1e18])(
    "takes %d for no time at all",
    async (figure) => {
      const active = { ...EDGE, lockstep_row: "active" };
      const [edge] = await edges([
        [CLOCK],
        [{ metric: EDGE, value: [NOW_S, 1] }],
        [{ metric: active, value: [NOW_S, figure] }],
      ]);
      expect(edge?.lastSeenS).toBeNull();
    },
  );

  it("knows pods under every name scrape configurations give them", async () => {
    const reading = await read([
      [
        CLOCK,
        podRow({ namespace: "foo", pod: "a" }),
        podRow({ kubernetes_namespace: "foo", kubernetes_pod_name: "b" }),
        podRow({ namespace: "foo", pod_name: "c" }),
        podRow({}),
      ],
      [],
      [],
    ]);
    expect(reading).toMatchObject({
      telemetry: { reportingPods: new Set(["foo/a", "foo/b", "foo/c"]) },
      warnings: [{ code: "proxies-without-names" }],
    });
  });
});

describe("a failed reading is not an empty one", () => {
  it.each([0, 1, 2])("whichever question fails (%i)", async (failing) => {
    const problem = prometheusProblem("overloaded", "Too much.");
    const answers = [[CLOCK], [], []].map(
      (rows, index): PrometheusAnswer<VectorRow> =>
        index === failing
          ? { ok: false, problem }
          : { ok: true, rows, warnings: [] },
    );
    expect(await readTelemetry(clientOf(answers), 300, signal())).toEqual({
      state: "failed",
      problem,
    });
  });

  it.each([Number.NaN, -1, 1e18])("nor is one at %d", async (figure) => {
    const clock: VectorRow = { ...CLOCK, value: [NOW_S, figure] };
    expect(await read([[clock], [], []])).toMatchObject({
      state: "failed",
      problem: { code: "malformed" },
    });
  });

  it("nor is an answer without Prometheus' time", async () => {
    expect(await read([[], [], []])).toMatchObject({
      state: "failed",
      problem: { code: "malformed" },
    });
  });
});

function maskOf(...ends: readonly (number | undefined)[]): number {
  return ends.reduce<number>(
    (sum, endS) => sum + 2 ** (((endS ?? 0) / STEP_S) % 52),
    0,
  );
}

function podRow(labels: Record<string, string>): VectorRow {
  return { metric: { ...labels, lockstep_row: "pod" }, value: [NOW_S, 1] };
}

async function edges(answers: VectorRow[][]) {
  const reading = await read(answers);
  if (reading.state === "failed") throw new Error("the reading failed");
  return reading.telemetry.edges;
}

function read(answers: VectorRow[][], asked: (number | undefined)[] = []) {
  const client = clientOf(
    answers.map((rows) => ({ ok: true, rows, warnings: [] })),
    asked,
  );
  return readTelemetry(client, 300, signal());
}

/** Answers in the order of the questions. */
function clientOf(
  answers: readonly PrometheusAnswer<VectorRow>[],
  asked: (number | undefined)[] = [],
): PrometheusClient {
  return {
    url: "http://prometheus.test",
    async query(_promql, { timeS }) {
      const answer = answers[asked.length];
      asked.push(timeS);
      if (answer === undefined) throw new Error("one question too many");
      return answer;
    },
    queryRange: () => Promise.reject(new Error("not asked")),
  };
}

function signal() {
  return { signal: new AbortController().signal };
}
