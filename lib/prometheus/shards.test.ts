import { describe, expect, it } from "vitest";
import type { PrometheusAnswer, PrometheusClient } from "./client";
import type { VectorRow } from "./envelope";
import { type PrometheusProblemCode, prometheusProblem } from "./problem";
import { askInShards } from "./shards";

const NAMESPACES = ["a", "b", "c", "d", "e", "f", "g", "h"];
/** One that nobody knew of when the question was split. */
const EVERYWHERE = [...NAMESPACES, "new"];

describe("a question that is too much for Prometheus", () => {
  it.each([
    ["one", 99, 1, 1],
    ["halves", 5, 2, 3],
    ["quarters", 3, 4, 7],
    ["eighths where it must be", 2, 5, 9],
  ])(
    "is answered in %s, with every namespace once",
    async (_, most, shards, queries) => {
      const server = serverWith({ most });
      const found = await server.ask();
      expect(rowsOf(found.answer)).toEqual([...EVERYWHERE].sort());
      expect({ shards: found.shards, queries: found.queries }).toEqual({
        shards,
        queries,
      });
    },
  );

  it("is given up after fifteen questions at the most", async () => {
    const { answer, queries } = await serverWith({ most: 0 }).ask();
    expect(answer).toMatchObject({ ok: false, problem: { code: "too-much" } });
    expect(queries).toBeLessThanOrEqual(15);
  });

  it("is asked in as many parts the next time, and as one again in the end", async () => {
    const server = serverWith({ most: 5 });
    const queries = [];
    for (let at = 0; at < 22; at += 1) {
      queries.push((await server.ask()).queries);
    }
    expect(queries[0]).toBe(3);
    expect(queries.slice(1, 20)).toEqual(Array(19).fill(2));
    expect(queries.slice(20)).toContain(3);
  });

  it("that takes too long is split too", async () => {
    const { shards } = await serverWith({ most: 5, code: "timeout" }).ask();
    expect(shards).toBe(2);
  });
});

it.each(["overloaded", "unauthorized", "bad-query", "unreachable"] as const)(
  "%s is no reason to ask more",
  async (code) => {
    const { answer, queries } = await serverWith({ most: 0, code }).ask();
    expect(answer.ok).toBe(false);
    expect(queries).toBe(1);
  },
);

/** Refuses whatever reaches more namespaces than `most`. */
function serverWith({
  most,
  code = "too-much",
}: {
  readonly most: number;
  readonly code?: PrometheusProblemCode;
}) {
  const client: PrometheusClient = {
    url: "http://prometheus.test",
    query: () => Promise.reject(new Error("not asked")),
    queryRange: () => Promise.reject(new Error("not asked")),
  };
  const answerTo = (only: readonly string[]): PrometheusAnswer<VectorRow> => {
    const reached = EVERYWHERE.filter((namespace) =>
      only.every((matcher) => matches(matcher, namespace)),
    );
    return reached.length > most
      ? { ok: false, problem: prometheusProblem(code, "Too much.") }
      : {
          ok: true,
          warnings: [],
          rows: reached.map((namespace) => ({
            metric: { namespace },
            value: [0, 1],
          })),
        };
  };
  return {
    ask: () =>
      askInShards({
        client,
        name: "counts",
        namespaces: NAMESPACES,
        ask: (only) => Promise.resolve(answerTo(only)),
      }),
  };
}

function matches(matcher: string, namespace: string): boolean {
  const [, operator, pattern] =
    /^destination_workload_namespace(=~|!~)"(.*)"$/.exec(matcher) ?? [];
  const found = new RegExp(`^(?:${pattern})$`).test(namespace);
  return operator === "=~" ? found : !found;
}

function rowsOf(answer: PrometheusAnswer<VectorRow>): unknown[] {
  if (!answer.ok) throw new Error(answer.problem.message);
  return answer.rows.map(({ metric }) => metric.namespace).sort();
}
