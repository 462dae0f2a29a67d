/**
 * Asks any Prometheus-compatible server. Every answer is a result or a typed problem:
 *
 *   settings ─▶ transport (HTTP) ─▶ envelope (shape) ─▶ rows + warnings | problem
 */
import { inTurns } from "@/lib/clock/in-turns";
import type { PrometheusSettings } from "@/lib/config/prometheus-settings";
import { type Asked, readAnswer } from "./answer";
import type { MatrixRow, VectorRow } from "./envelope";
import { type PrometheusProblem, prometheusProblem } from "./problem";
import { createTransport, type Transport } from "./transport";

export type PrometheusAnswer<Row> =
  | {
      readonly ok: true;
      readonly rows: readonly Row[];
      /** Prometheus' own doubts about this answer, e.g. that it is partial. */
      readonly warnings: readonly string[];
    }
  | { readonly ok: false; readonly problem: PrometheusProblem };

export interface PrometheusClient {
  /** Where it asks, without credentials. */
  readonly url: string;
  /** One instant; without `timeS` (Unix seconds) it is Prometheus' own now. */
  query(
    promql: string,
    options: { readonly signal: AbortSignal; readonly timeS?: number },
  ): Promise<PrometheusAnswer<VectorRow>>;
  /** From `startS` to `endS` (Unix seconds, both included) every `stepS` seconds. */
  queryRange(
    promql: string,
    options: {
      readonly signal: AbortSignal;
      readonly startS: number;
      readonly endS: number;
      readonly stepS: number;
    },
  ): Promise<PrometheusAnswer<MatrixRow>>;
}

export function createPrometheusClient(
  settings: PrometheusSettings,
): PrometheusClient {
  const transport = createTransport(settings);
  // Prometheus stops working on a question that nobody waits for any more.
  const timeout = `${settings.timeoutMs}ms`;
  return {
    url: settings.url,
    async query(promql, { signal, timeS }) {
      const time: Record<string, string> =
        timeS === undefined ? {} : { time: String(timeS) };
      const form = { query: promql, timeout, ...time };
      const asked = await ask(transport, "/api/v1/query", form, signal);
      if (!asked.ok) return asked;
      return asked.data.resultType === "vector"
        ? { ok: true, rows: asked.data.result, warnings: asked.warnings }
        : unexpected(asked.data.resultType);
    },
    async queryRange(promql, { signal, startS, endS, stepS }) {
      const form = {
        query: promql,
        timeout,
        start: String(startS),
        end: String(endS),
        step: String(stepS),
      };
      const asked = await ask(transport, "/api/v1/query_range", form, signal);
      if (!asked.ok) return asked;
      return asked.data.resultType === "matrix"
        ? { ok: true, rows: asked.data.result, warnings: asked.warnings }
        : unexpected(asked.data.resultType);
    },
  };
}

async function ask(
  transport: Transport,
  path: string,
  form: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Asked> {
  const exchange = await transport(path, form, signal);
  return exchange.ok ? inTurns(readAnswer(exchange.answer)) : exchange;
}

function unexpected(resultType: string): {
  readonly ok: false;
  readonly problem: PrometheusProblem;
} {
  return {
    ok: false,
    problem: prometheusProblem(
      "malformed",
      `Prometheus answered with a ${resultType} where another type was due.`,
    ),
  };
}
