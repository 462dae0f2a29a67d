import { aggregate } from "./aggregate";
import { operate } from "./binary";
import type { Expression, Selector } from "./expression";
import { LabelledMap } from "./labelled-map";
import { type Moment, select, shiftedMs } from "./moment";
import { newestOverTime } from "./newest-over-time";
import type { Steps } from "./newest-values";
import { PromqlProblem, unsupported } from "./problem";
import { evaluateRangeFunction, keepsName } from "./range-functions";
import { listedWindow, type Sample } from "./series";
import type { Element, RangeRow, Value } from "./value";
import { evaluateVectorFunction } from "./vector-functions";

const lookbackMs = 5 * 60_000;
const sampleLimit = 50_000_000;

/**
 * The value of an expression at a moment, by Prometheus' rules.
 * @throws PromqlProblem execution where it cannot be computed, e.g. many-to-many matches.
 */
export function evaluate(expression: Expression, moment: Moment): Value {
  switch (expression.kind) {
    case "number":
      return { kind: "scalar", value: expression.value };
    case "string":
      return { kind: "string", value: expression.value };
    case "group":
      return evaluate(expression.expression, moment);
    case "selector":
      return instant(expression, moment);
    case "matrix":
      return matrix(expression, moment);
    case "subquery":
      return subquery(expression, moment);
    case "negation":
      return negated(evaluate(expression.expression, moment));
    case "aggregation":
      return {
        kind: "vector",
        elements: aggregate(
          expression,
          vectorOf(expression.expression, moment),
          expression.parameter === null
            ? null
            : scalarOf(expression.parameter, moment),
        ),
      };
    case "binary":
      return operate(
        expression,
        evaluate(expression.left, moment),
        evaluate(expression.right, moment),
      );
    case "call":
      return call(expression, moment);
    default: {
      const impossible: never = expression;
      throw new TypeError(String(impossible));
    }
  }
}

function call(
  expression: Extract<Expression, { kind: "call" }>,
  moment: Moment,
): Value {
  if (expression.name === "time") {
    return { kind: "scalar", value: moment.timeMs / 1_000 };
  }
  const newest = newestOverTime(expression, moment);
  if (newest !== null) {
    return { kind: "vector", elements: newest };
  }
  const args = expression.args.map((argument) => evaluate(argument, moment));
  const [first] = args;
  if (first?.kind !== "matrix") {
    return evaluateVectorFunction(
      expression.name,
      args,
      moment.timeMs,
      expression.args,
    );
  }
  const elements: Element[] = [];
  for (const row of first.rows) {
    const value = evaluateRangeFunction(
      expression.name,
      row.window,
      first.startMs,
      first.endMs,
    );
    if (value !== null) {
      elements.push({
        name: keepsName(expression.name) ? row.name : "",
        labels: row.labels,
        value,
        sampledAtMs: null,
      });
    }
  }
  return { kind: "vector", elements: refuseDuplicates(first.rows, elements) };
}

function instant(selector: Selector, moment: Moment): Value {
  const atMs = shiftedMs(selector.shift, moment);
  const elements: Element[] = [];
  for (const series of select(selector, moment)) {
    const sample = series.newest(atMs - lookbackMs, atMs);
    if (sample !== null) {
      elements.push({
        name: series.name,
        labels: series.labels,
        value: sample.value,
        sampledAtMs: sample.timeMs,
      });
    }
  }
  return { kind: "vector", elements };
}

function matrix(
  expression: Extract<Expression, { kind: "matrix" }>,
  moment: Moment,
): Value {
  const endMs = shiftedMs(expression.selector.shift, moment);
  const startMs = endMs - expression.rangeMs;
  const rows: RangeRow[] = [];
  for (const series of select(expression.selector, moment)) {
    const window = series.window(startMs, endMs);
    if (window !== null) {
      rows.push({ name: series.name, labels: series.labels, window });
    }
  }
  return { kind: "matrix", rows, startMs, endMs };
}

function subquery(
  expression: Extract<Expression, { kind: "subquery" }>,
  moment: Moment,
): Value {
  const endMs = shiftedMs(expression.shift, moment);
  const startMs = endMs - expression.rangeMs;
  const stepMs = expression.stepMs ?? moment.defaultStepMs;
  if (stepMs <= 0) {
    throw new PromqlProblem(
      "bad_data",
      "parse error: duration must be greater than 0",
    );
  }
  const rows = new LabelledMap<{ element: Element; samples: Sample[] }>();
  let listed = 0;
  // Steps stand on multiples of the step, not on the evaluation time.
  const firstMs = (Math.floor(startMs / stepMs) + 1) * stepMs;
  const count = Math.max(0, Math.floor((endMs - firstMs) / stepMs) + 1);
  const steps: Steps = { firstMs, stepMs, count, columns: new Map() };
  for (let timeMs = firstMs; timeMs <= endMs; timeMs += stepMs) {
    const value = evaluate(expression.expression, { ...moment, timeMs, steps });
    for (const element of value.kind === "vector" ? value.elements : []) {
      const row = rows.obtain(element.name, element.labels, () => ({
        element,
        samples: [],
      }));
      row.samples.push({ timeMs, value: element.value });
      listed += 1;
    }
    if (listed > sampleLimit) {
      throw new PromqlProblem(
        "execution",
        "query processing would load too many samples into memory in query execution",
      );
    }
  }
  return {
    kind: "matrix",
    startMs,
    endMs,
    rows: rows.values.flatMap(({ element, samples }) => {
      const window = listedWindow(samples);
      return window === null
        ? []
        : [{ name: element.name, labels: element.labels, window }];
    }),
  };
}

function negated(value: Value): Value {
  switch (value.kind) {
    case "scalar":
      return { kind: "scalar", value: -value.value };
    case "vector":
      return {
        kind: "vector",
        elements: refuseDuplicates(
          value.elements,
          value.elements.map((element) => ({
            ...element,
            name: "",
            value: -element.value,
            sampledAtMs: null,
          })),
        ),
      };
    default:
      throw unsupported(`the negation of a ${value.kind}`);
  }
}

function vectorOf(expression: Expression, moment: Moment): readonly Element[] {
  const value = evaluate(expression, moment);
  if (value.kind !== "vector") {
    throw unsupported(`a ${value.kind} where a vector is needed`);
  }
  return value.elements;
}

function scalarOf(expression: Expression, moment: Moment): number {
  const value = evaluate(expression, moment);
  if (value.kind !== "scalar") {
    throw unsupported(`a ${value.kind} where a scalar is needed`);
  }
  return value.value;
}

/** Dropping the metric's name can make two series equal; Prometheus refuses such an answer. */
function refuseDuplicates(
  named: readonly { readonly name: string }[],
  elements: Element[],
): Element[] {
  const name = named[0]?.name;
  if (named.every((it) => it.name === name)) {
    return elements;
  }
  const seen = new LabelledMap<Element>();
  for (const element of elements) {
    if (seen.obtain(element.name, element.labels, () => element) !== element) {
      throw new PromqlProblem(
        "execution",
        "vector cannot contain metrics with the same labelset",
      );
    }
  }
  return elements;
}
