import { describe, expect, it } from "vitest";
import type { Believes, Telling } from "@/lib/mesh/traffic/telling";
import type { PrometheusClient } from "./client";
import type { MatrixRow, VectorRow } from "./envelope";
import { prometheusProblem } from "./problem";
import { readTrend, type TrendReading } from "./trend";

const END_S = 1_760_000_000.25;
const STEP_S = 15;
const STEPS = 20;
const DESTINATION = { namespace: "foo", workloads: ["httpbin"], caller: null };

/** Samples by step: 0 is the oldest, 19 the newest. */
function row(
  metric: Record<string, string>,
  figures: Readonly<Record<number, number>>,
): MatrixRow {
  return {
    metric,
    values: Object.entries(figures).map(([index, figure]) => [
      // Prometheus answers in milliseconds.
      Number((END_S - (STEPS - 1 - Number(index)) * STEP_S).toFixed(3)),
      figure,
    ]),
  };
}

function calls(
  kind: "grown" | "born",
  policy: string | null,
  figures: Readonly<Record<number, number>>,
  unit = "requests",
): MatrixRow {
  return row(
    {
      lockstep_row: kind,
      lockstep_unit: unit,
      ...(policy === null ? {} : { connection_security_policy: policy }),
    },
    figures,
  );
}

const ALWAYS = Object.fromEntries(
  Array.from({ length: STEPS }, (_, index) => [index, 1]),
);
const SEEN = row({ lockstep_row: "seen" }, ALWAYS);
const BEFORE = row({ lockstep_row: "before" }, ALWAYS);

describe("the course of a service's traffic", () => {
  it("covers the window in steps of 15 seconds or a sixtieth, and ends where it was told", async () => {
    const asked: unknown[] = [];
    const reading = await read([SEEN], { asked });
    expect(asked).toEqual([
      { startS: END_S - 19 * STEP_S, endS: END_S, stepS: STEP_S },
    ]);
    expect(stepsOf(reading)).toHaveLength(STEPS);
    expect(stepsOf(reading).at(-1)?.endS).toBe(END_S);
  });

  it("asks Prometheus for its own now where none is known", async () => {
    const asked: unknown[] = [];
    await read([SEEN], { asked, endS: null });
    expect(asked).toMatchObject([{ endS: END_S }]);
  });

  it.each([
    ["none", "plaintext"],
    ["unknown", "plaintext"],
    ["mutual_tls", "mutualTls"],
    [null, "noStatement"],
  ])("reads the policy %j as %s, like the counts", async (policy, field) => {
    const reading = await read([
      SEEN,
      BEFORE,
      calls("grown", policy, { 3: 7 }),
    ]);
    expect(stepsOf(reading)[3]?.calls?.requests).toMatchObject({ [field]: 7 });
  });

  it("adds what grew and what was born, and never requests to connections", async () => {
    const reading = await read([
      SEEN,
      BEFORE,
      calls("grown", "none", { 3: 7 }),
      calls("born", "none", { 3: 2 }),
      calls("grown", "none", { 3: 5 }, "connections"),
    ]);
    expect(stepsOf(reading)[3]?.calls).toMatchObject({
      requests: { plaintext: 9 },
      connections: { plaintext: 5 },
    });
  });

  it("believes whom the verdict believes: a forged count is neither mutual TLS nor a sample", async () => {
    const from = (policy: string, namespace: string, metric: MatrixRow) => ({
      ...metric,
      metric: {
        ...metric.metric,
        connection_security_policy: policy,
        reporter: "destination",
        namespace,
      },
    });
    const told: Telling[] = [];
    const reading = await read(
      [
        BEFORE,
        from("mutual_tls", "evil", calls("grown", "", { 3: 900, 4: 900 })),
        from("mutual_tls", "foo", calls("grown", "", { 3: 7 })),
        from("none", "evil", calls("grown", "", { 3: 2 })),
        from("mutual_tls", "foo", row({ lockstep_row: "seen" }, { 3: 1 })),
        from("mutual_tls", "evil", row({ lockstep_row: "seen" }, ALWAYS)),
      ],
      {
        believes: (telling) => {
          told.push(telling);
          return (
            telling.security !== "mutual_tls" ||
            !telling.scrapedIn.includes("evil")
          );
        },
      },
    );
    const steps = stepsOf(reading);
    expect(steps[3]?.calls?.requests).toMatchObject({
      mutualTls: 7,
      plaintext: 2,
    });
    expect(steps[4]?.calls).toBeNull();
    expect(told[0]).toEqual({
      security: "mutual_tls",
      reporter: "destination",
      scrapedIn: ["evil"],
      calledNamespace: "foo",
    });
  });

  it("asks by whom each count was told", async () => {
    const asked: unknown[] = [];
    await read([SEEN], { asked, promql: true });
    expect(String(asked[0])).toContain(
      "sum by (connection_security_policy, reporter, namespace, kubernetes_namespace)",
    );
  });

  it("knows nothing of a step without samples, and says zero only of one with them", async () => {
    const seen = row({ lockstep_row: "seen" }, { 0: 1, 1: 1, 3: 1 });
    const steps = stepsOf(await read([seen, BEFORE]));
    expect(steps[2]?.calls).toBeNull();
    expect(steps[1]?.calls?.requests).toEqual({
      mutualTls: 0,
      plaintext: 0,
      noStatement: 0,
    });
    expect(steps.filter(({ calls }) => calls === null)).toHaveLength(17);
  });

  it("counts what looks born after Prometheus was away as one of plaintext and none of mutual TLS", async () => {
    const before = row({ lockstep_row: "before" }, { 4: 1 });
    const reading = await read([
      SEEN,
      before,
      calls("born", "mutual_tls", { 3: 90_000, 4: 90_000 }),
      calls("born", "none", { 3: 80_000, 4: 80_000, 5: 0 }),
    ]);
    const figures = stepsOf(reading).map(({ calls }) => calls?.requests);
    expect(figures[3]).toMatchObject({ mutualTls: 0, plaintext: 1 });
    expect(figures[4]).toMatchObject({ mutualTls: 90_000, plaintext: 80_000 });
    expect(figures[5]).toMatchObject({ mutualTls: 0, plaintext: 0 });
  });

  it("counts what is no number as one of plaintext and none of mutual TLS", async () => {
    const reading = await read([
      SEEN,
      BEFORE,
      calls("grown", "mutual_tls", { 3: Number.NaN }),
      calls("grown", "none", { 3: Number.POSITIVE_INFINITY }),
    ]);
    expect(stepsOf(reading)[3]?.calls?.requests).toMatchObject({
      mutualTls: 0,
      plaintext: 1,
    });
  });

  it("keeps Prometheus' doubts", async () => {
    expect(await read([SEEN])).toMatchObject({ warnings: ["partial"] });
  });
});

describe("a failed reading is not an empty one", () => {
  it.each([null, END_S])(
    "whether its end was known or not (%s)",
    async (endS) => {
      const problem = prometheusProblem("overloaded", "Too much.");
      const client: PrometheusClient = {
        url: "http://prometheus.test",
        query: async () => ({ ok: false, problem }),
        queryRange: async () => ({ ok: false, problem }),
      };
      const question = {
        destination: DESTINATION,
        windowS: 300,
        endS,
        believes: () => true,
      };
      expect(await readTrend(client, question, signal())).toEqual({
        state: "failed",
        problem,
      });
    },
  );
});

function read(
  rows: readonly MatrixRow[],
  {
    endS = END_S,
    asked = [],
    promql = false,
    believes = () => true,
  }: {
    endS?: number | null;
    asked?: unknown[];
    promql?: boolean;
    believes?: Believes;
  } = {},
): Promise<TrendReading> {
  const clock: VectorRow = {
    metric: { lockstep_row: "clock" },
    value: [END_S, END_S],
  };
  const client: PrometheusClient = {
    url: "http://prometheus.test",
    query: async () => ({ ok: true, rows: [clock], warnings: [] }),
    async queryRange(text, { startS, endS: lastS, stepS }) {
      asked.push(promql ? text : { startS, endS: lastS, stepS });
      return { ok: true, rows, warnings: ["partial"] };
    },
  };
  const question = {
    destination: DESTINATION,
    windowS: 300,
    endS,
    believes,
  };
  return readTrend(client, question, signal());
}

function stepsOf(reading: TrendReading) {
  if (reading.state === "failed") throw new Error("the reading failed");
  return reading.steps;
}

function signal() {
  return { signal: new AbortController().signal };
}
