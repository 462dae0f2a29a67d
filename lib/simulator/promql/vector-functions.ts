import type { Expression } from "./expression";
import { type Labels, makeLabels, NO_LABELS, withLabel } from "./labels";
import { anchored } from "./matcher";
import { PromqlProblem, unsupported } from "./problem";
import type { Element, Value } from "./value";

/** A function whose arguments are instant vectors, scalars and strings. */
export function evaluateVectorFunction(
  name: string,
  args: readonly Value[],
  timeMs: number,
  expressions: readonly Expression[],
): Value {
  switch (name) {
    case "vector":
      return vector([element("", NO_LABELS, scalarAt(args, 0))]);
    case "scalar": {
      const elements = vectorAt(args, 0);
      const only = elements.length === 1 ? elements[0]?.value : undefined;
      return { kind: "scalar", value: only ?? Number.NaN };
    }
    case "timestamp":
      return mapped(args, (it) =>
        isSelector(expressions[0])
          ? (it.sampledAtMs ?? timeMs) / 1_000
          : timeMs / 1_000,
      );
    case "abs":
      return mapped(args, (it) => Math.abs(it.value));
    case "ceil":
      return mapped(args, (it) => Math.ceil(it.value));
    case "floor":
      return mapped(args, (it) => Math.floor(it.value));
    case "round": {
      const to = args.length > 1 ? scalarAt(args, 1) : 1;
      return mapped(args, (it) => Math.floor(it.value / to + 0.5) * to);
    }
    case "clamp_min":
      return mapped(args, (it) => Math.max(it.value, scalarAt(args, 1)));
    case "clamp_max":
      return mapped(args, (it) => Math.min(it.value, scalarAt(args, 1)));
    case "sort":
      return vector(
        [...vectorAt(args, 0)].sort((left, right) => left.value - right.value),
      );
    case "sort_desc":
      return vector(
        [...vectorAt(args, 0)].sort((left, right) => right.value - left.value),
      );
    case "absent":
      return vectorAt(args, 0).length > 0
        ? vector([])
        : vector([element("", absentLabels(expressions[0]), 1)]);
    case "label_replace":
      return vector(labelReplace(args, expressions));
    default:
      throw unsupported(`the function ${name}()`);
  }
}

function labelReplace(
  args: readonly Value[],
  expressions: readonly Expression[],
): readonly Element[] {
  const target = stringAt(args, 1);
  const replacement = stringAt(args, 2);
  const source = stringAt(args, 3);
  const pattern = anchored(stringAt(args, 4));
  if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(target)) {
    throw new PromqlProblem(
      "execution",
      `invalid destination label name in label_replace(): ${target}`,
    );
  }
  if (target === "__name__" || source === "__name__") {
    throw unsupported("label_replace() on __name__");
  }
  const valueFrom = (text: string): string | null => {
    const match = pattern.exec(text);
    return match === null
      ? null
      : replacement.replace(
          /\$(?:\$|(\d+)|\{(\w+)\}|([a-zA-Z_]\w*))/g,
          (whole: string, index?: string, braced?: string, named?: string) => {
            const group = index ?? braced ?? named;
            if (group === undefined) {
              return whole === "$$" ? "$" : whole;
            }
            return /^\d+$/.test(group)
              ? (match[Number(group)] ?? "")
              : (match.groups?.[group] ?? "");
          },
        );
  };
  const values = new Map<string, string | null>();
  const replaced = (labels: Labels): Labels => {
    const text = labels[source] ?? "";
    let value = values.get(text);
    if (value === undefined) {
      value = valueFrom(text);
      values.set(text, value);
    }
    return value === null || (labels[target] ?? "") === value
      ? labels
      : withLabel(labels, target, value);
  };
  const known = replacedBy(expressions);
  const elements = vectorAt(args, 0);
  for (const it of elements) {
    let labels = known.get(it.labels);
    if (labels === undefined) {
      labels = replaced(it.labels);
      known.set(it.labels, labels);
    }
    if (labels !== it.labels) {
      it.labels = labels;
      it.sampledAtMs = null;
    }
  }
  return elements;
}

const replacements = new WeakMap<readonly Expression[], Map<Labels, Labels>>();

// A subquery replaces the labels of the same label objects at every step.
function replacedBy(expressions: readonly Expression[]): Map<Labels, Labels> {
  const known = replacements.get(expressions) ?? new Map<Labels, Labels>();
  replacements.set(expressions, known);
  return known;
}

function absentLabels(expression: Expression | undefined) {
  if (expression?.kind !== "selector") {
    return NO_LABELS;
  }
  return makeLabels(
    expression.matchers
      .filter((it) => it.operator === "=" && it.label !== "__name__")
      .map((it) => [it.label, it.value] as const),
  );
}

/** Only a plain selector's samples keep their own time. */
function isSelector(expression: Expression | undefined): boolean {
  return expression?.kind === "group"
    ? isSelector(expression.expression)
    : expression?.kind === "selector";
}

function mapped(
  args: readonly Value[],
  change: (element: Element) => number,
): Value {
  const elements = vectorAt(args, 0);
  for (const it of elements) {
    it.value = change(it);
    it.name = "";
    it.sampledAtMs = null;
  }
  return vector(elements);
}

function element(
  name: string,
  labels: Element["labels"],
  value: number,
): Element {
  return { name, labels, value, sampledAtMs: null };
}

function vector(elements: readonly Element[]): Value {
  return { kind: "vector", elements };
}

function vectorAt(args: readonly Value[], index: number): readonly Element[] {
  const value = args[index];
  if (value?.kind !== "vector") {
    throw unsupported("this argument: a vector is needed");
  }
  return value.elements;
}

function scalarAt(args: readonly Value[], index: number): number {
  const value = args[index];
  if (value?.kind !== "scalar") {
    throw unsupported("this argument: a scalar is needed");
  }
  return value.value;
}

function stringAt(args: readonly Value[], index: number): string {
  const value = args[index];
  if (value?.kind !== "string") {
    throw unsupported("this argument: a string is needed");
  }
  return value.value;
}
