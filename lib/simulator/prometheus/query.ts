import { evaluate } from "@/lib/simulator/promql/evaluate";
import type { Expression } from "@/lib/simulator/promql/expression";
import { LabelledMap } from "@/lib/simulator/promql/labelled-map";
import type { Moment } from "@/lib/simulator/promql/moment";
import { parseQuery } from "@/lib/simulator/promql/parse";
import { PromqlProblem } from "@/lib/simulator/promql/problem";
import type { SeriesSource } from "@/lib/simulator/promql/series";
import type { Element, Value } from "@/lib/simulator/promql/value";
import { invalid } from "./parameters";

export interface QueryOptions {
  readonly source: SeriesSource;
  /** The server's evaluation interval: the step of a subquery that names none. */
  readonly defaultStepMs: number;
}

const pointLimit = 11_000;

/** `data` of /api/v1/query. @throws PromqlProblem */
export function queryInstant(
  options: QueryOptions,
  text: string | null,
  timeMs: number,
): unknown {
  const expression = parsed(text);
  const value = evaluate(expression, moment(options, timeMs, timeMs, timeMs));
  const at = (it: number) => [timeMs / 1_000, formatNumber(it)];
  switch (value.kind) {
    case "scalar":
      return { resultType: "scalar", result: at(value.value) };
    case "string":
      return {
        resultType: "string",
        result: [timeMs / 1_000, value.value],
      };
    case "vector":
      return {
        resultType: "vector",
        result: value.elements.map((element) => ({
          metric: metricOf(element),
          value: at(element.value),
        })),
      };
    case "matrix":
      return {
        resultType: "matrix",
        result: value.rows.map((row) => ({
          metric: metricOf(row),
          values: row.window
            .samples()
            .map((it) => [it.timeMs / 1_000, formatNumber(it.value)]),
        })),
      };
    default: {
      const impossible: never = value;
      throw new TypeError(String(impossible));
    }
  }
}

/** `data` of /api/v1/query_range. @throws PromqlProblem */
export function queryRange(
  options: QueryOptions,
  text: string | null,
  startMs: number,
  endMs: number,
  stepMs: number,
): unknown {
  if (endMs < startMs) {
    throw invalid("end", "end timestamp must not be before start time");
  }
  if ((endMs - startMs) / stepMs > pointLimit) {
    throw new PromqlProblem(
      "bad_data",
      "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)",
    );
  }
  const expression = parsed(text);
  const rows = new LabelledMap<{ metric: object; values: unknown[] }>();
  const selected: Moment["selected"] = new Map();
  const count = Math.floor((endMs - startMs) / stepMs) + 1;
  const steps = { firstMs: startMs, stepMs, count, columns: new Map() };
  for (let timeMs = startMs; timeMs <= endMs; timeMs += stepMs) {
    const value = evaluate(expression, {
      ...moment(options, timeMs, startMs, endMs),
      selected,
      steps,
    });
    for (const element of elementsOf(value)) {
      const row = rows.obtain(element.name, element.labels, () => ({
        metric: metricOf(element),
        values: [],
      }));
      row.values.push([timeMs / 1_000, formatNumber(element.value)]);
    }
  }
  return { resultType: "matrix", result: rows.values };
}

function parsed(text: string | null): Expression {
  try {
    return parseQuery(text ?? "");
  } catch (error) {
    if (error instanceof PromqlProblem && error.errorType === "bad_data") {
      throw invalid("query", error.message);
    }
    throw error;
  }
}

function moment(
  { source, defaultStepMs }: QueryOptions,
  timeMs: number,
  startMs: number,
  endMs: number,
): Moment {
  return {
    source,
    timeMs,
    startMs,
    endMs,
    defaultStepMs,
    selected: new Map(),
    steps: null,
  };
}

function elementsOf(value: Value): readonly Element[] {
  switch (value.kind) {
    case "vector":
      return value.elements;
    case "scalar":
      return [{ name: "", labels: {}, value: value.value, sampledAtMs: null }];
    default:
      throw invalid(
        "query",
        `invalid expression type "${value.kind === "matrix" ? "range vector" : value.kind}" for range query, must be Scalar or instant Vector`,
      );
  }
}

export function metricOf({
  name,
  labels,
}: Pick<Element, "name" | "labels">): Record<string, string> {
  return name === "" ? { ...labels } : { __name__: name, ...labels };
}

function formatNumber(value: number): string {
  if (value === Number.POSITIVE_INFINITY) {
    return "+Inf";
  }
  return value === Number.NEGATIVE_INFINITY ? "-Inf" : String(value);
}
