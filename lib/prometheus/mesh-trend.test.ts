import { describe, expect, it } from "vitest";
import type { Believes } from "@/lib/mesh/traffic/telling";
import type { PrometheusClient } from "./client";
import type { MatrixRow, VectorRow } from "./envelope";
import { type MeshTrendReading, readMeshTrend } from "./mesh-trend";
import { type PrometheusProblemCode, prometheusProblem } from "./problem";

const END_S = 1_760_000_000.25;
const STEP_S = 15;
const STEPS = 20;

/** Samples by step: 0 is the oldest, 19 the newest. */
function row(
  kind: string,
  policy: string | null,
  figures: Readonly<Record<number, number>>,
): MatrixRow {
  return {
    metric: {
      lockstep_row: kind,
      ...(policy === null ? {} : { connection_security_policy: policy }),
    },
    values: Object.entries(figures).map(([index, figure]) => [
      // Prometheus answers in milliseconds.
      Number((END_S - (STEPS - 1 - Number(index)) * STEP_S).toFixed(3)),
      figure,
    ]),
  };
}

const always = (figure: number) =>
  Object.fromEntries(
    Array.from({ length: STEPS }, (_, step) => [step, figure]),
  );
const SEEN = row("seen", null, always(7));
const BEFORE = row("before", null, always(7));

describe("the course of all traffic", () => {
  it("asks two questions, one per unit, for the window's steps up to the end it was told", async () => {
    const asked: Asked[] = [];
    const reading = await read({ requests: [SEEN, BEFORE] }, { asked });
    expect(asked).toHaveLength(2);
    for (const { startS, endS, stepS } of asked) {
      expect({ startS, endS, stepS }).toEqual({
        startS: END_S - 19 * STEP_S,
        endS: END_S,
        stepS: STEP_S,
      });
    }
    expect(stepsOf(reading)).toHaveLength(STEPS);
    expect(stepsOf(reading)[3]).toMatchObject({ proxies: 7 });
  });

  it("counts in a step what all counters have at its end and did not have before", async () => {
    const reading = await read({
      requests: [
        SEEN,
        BEFORE,
        row("newest", "mutual_tls", { 3: 1_000, 4: 1_100 }),
        row("carried", "mutual_tls", { 3: 990 }),
        row("newest", "none", { 3: 8 }),
        row("carried", "none", { 3: 1 }),
      ],
    });
    expect(stepsOf(reading)[3]?.calls?.requests).toEqual({
      mutualTls: 10,
      plaintext: 7,
      noStatement: 0,
    });
    expect(stepsOf(reading)[4]?.calls?.requests.mutualTls).toBe(1_100);
  });

  it("believes whom the verdict believes, each teller by its own counters", async () => {
    const told = (
      kind: string,
      namespace: string,
      called: string,
      figures: Readonly<Record<number, number>>,
    ) => {
      const { values, metric } = row(kind, "mutual_tls", figures);
      const by = { namespace, destination_workload_namespace: called };
      return { values, metric: { ...metric, reporter: "destination", ...by } };
    };
    const reading = await read(
      {
        requests: [
          SEEN,
          BEFORE,
          told("newest", "foo", "foo", { 3: 1_000 }),
          told("carried", "foo", "foo", { 3: 990 }),
          told("newest", "bar", "bar", { 3: 70 }),
          told("carried", "bar", "bar", { 3: 65 }),
          told("newest", "evil", "foo", { 3: 5_000 }),
          told("carried", "evil", "foo", { 3: 100 }),
        ],
      },
      {
        believes: ({ scrapedIn, calledNamespace }) =>
          scrapedIn.every((each) => each === calledNamespace),
      },
    );
    expect(stepsOf(reading)[3]?.calls?.requests.mutualTls).toBe(15);
  });

  it("asks of mutual TLS by whom it was told, and of the rest only how much it was", async () => {
    const asked: Asked[] = [];
    await read({}, { asked });
    for (const { promql } of asked) {
      expect(promql).toContain(
        "sum by (connection_security_policy, reporter, namespace, kubernetes_namespace, destination_workload_namespace)",
      );
    }
    expect(asked[0]?.promql).toContain("sum by (connection_security_policy) (");
  });

  it("never adds requests to connections", async () => {
    const reading = await read({
      requests: [SEEN, BEFORE, row("newest", "none", { 3: 8 })],
      connections: [row("added", "unknown", { 3: 5 })],
    });
    expect(stepsOf(reading)[3]?.calls).toMatchObject({
      requests: { plaintext: 8 },
      connections: { plaintext: 5 },
    });
  });

  it("reads calls without the label as no statement, and counts them as neither", async () => {
    const reading = await read({
      requests: [SEEN, BEFORE, row("newest", null, { 3: 8 })],
    });
    expect(stepsOf(reading)[3]?.calls?.requests).toEqual({
      mutualTls: 0,
      plaintext: 0,
      noStatement: 8,
    });
  });

  it("leaves a hole where no proxy was scraped, and says zero only where one was", async () => {
    const seen = row("seen", null, { 0: 7, 1: 7, 3: 7 });
    const steps = stepsOf(await read({ requests: [seen, BEFORE] }));
    expect(steps[2]).toMatchObject({ proxies: 0, calls: null });
    expect(steps[1]?.calls?.requests.plaintext).toBe(0);
  });

  it("counts what looks new after Prometheus was away as one of plaintext and none of mutual TLS", async () => {
    const reading = await read({
      requests: [
        SEEN,
        row("before", null, { 4: 7 }),
        row("newest", "mutual_tls", { 3: 90_000, 4: 90_000 }),
        row("newest", "none", { 3: 80_000 }),
      ],
    });
    const figures = stepsOf(reading).map(({ calls }) => calls?.requests);
    expect(figures[3]).toMatchObject({ mutualTls: 0, plaintext: 1 });
    expect(figures[4]).toMatchObject({ mutualTls: 90_000, plaintext: 0 });
  });

  it("counts copies of a series once where several servers scrape the same proxies", async () => {
    const asked: Asked[] = [];
    const copies = [aCopy("a"), aCopy("b")];
    await read({}, { asked, instant: copies });
    for (const { promql } of asked) {
      expect(promql).toContain("max without (prometheus_replica");
    }
  });
});

describe("what Prometheus cannot answer", () => {
  it.each(["too-much", "timeout"] as const)(
    "is asked once more in longer steps after %s",
    async (code) => {
      const asked: Asked[] = [];
      const reading = await read(
        { requests: [SEEN] },
        { asked, refuse: (stepS) => (stepS < 60 ? code : null) },
      );
      expect(reading).toMatchObject({ state: "read", stepS: 60 });
      expect(stepsOf(reading)).toHaveLength(5);
    },
  );

  it("is a failed reading and never an empty one", async () => {
    const reading = await read({}, { refuse: () => "overloaded" });
    expect(reading).toMatchObject({
      state: "failed",
      problem: { code: "overloaded" },
    });
  });
});

interface Asked {
  readonly promql: string;
  readonly startS: number;
  readonly endS: number;
  readonly stepS: number;
}

function read(
  rows: {
    readonly requests?: readonly MatrixRow[];
    readonly connections?: readonly MatrixRow[];
  },
  {
    asked = [],
    instant = [],
    refuse = () => null,
    believes = () => true,
  }: {
    asked?: Asked[];
    believes?: Believes;
    instant?: readonly VectorRow[];
    refuse?: (stepS: number) => PrometheusProblemCode | null;
  } = {},
): Promise<MeshTrendReading> {
  const client: PrometheusClient = {
    url: "http://prometheus.test",
    query: async () => ({ ok: true, rows: instant, warnings: [] }),
    async queryRange(promql, { startS, endS, stepS }) {
      asked.push({ promql, startS, endS, stepS });
      const code = refuse(stepS);
      if (code !== null) {
        return { ok: false, problem: prometheusProblem(code, "No.") };
      }
      const unit = promql.includes("istio_requests_total")
        ? "requests"
        : "connections";
      return { ok: true, rows: rows[unit] ?? [], warnings: [] };
    },
  };
  return readMeshTrend(
    client,
    { windowS: 300, endS: END_S, believes },
    { signal: new AbortController().signal },
  );
}

function aCopy(replica: string): VectorRow {
  return {
    metric: { lockstep_row: "copy", prometheus_replica: replica },
    value: [END_S, 1],
  };
}

function stepsOf(reading: MeshTrendReading) {
  if (reading.state === "failed") throw new Error("the reading failed");
  return reading.steps;
}
