import {
  type BinaryOperation,
  isComparison,
  isSetOperator,
  type SetOperator,
  type VectorMatching,
} from "./expression";
import {
  dropLabels,
  type Labels,
  labelsKey,
  makeLabels,
  pickLabels,
} from "./labels";
import { calculate } from "./operator";
import { PromqlProblem, unsupported } from "./problem";
import type { Element, Value } from "./value";

/**
 * A binary operation between scalars and vectors.
 * @throws PromqlProblem execution where vectors match many-to-many.
 */
export function operate(
  operation: BinaryOperation,
  left: Value,
  right: Value,
): Value {
  const { operator } = operation;
  if (isSetOperator(operator)) {
    return {
      kind: "vector",
      elements: combine(
        operator,
        operation.matching,
        elementsOf(left),
        elementsOf(right),
      ),
    };
  }
  if (left.kind === "scalar" && right.kind === "scalar") {
    return {
      kind: "scalar",
      value: calculate(operator, left.value, right.value),
    };
  }
  if (right.kind === "scalar") {
    return withScalar(operation, elementsOf(left), right.value, false);
  }
  if (left.kind === "scalar") {
    return withScalar(operation, elementsOf(right), left.value, true);
  }
  return {
    kind: "vector",
    elements: matched(operation, elementsOf(left), elementsOf(right)),
  };
}

function withScalar(
  operation: BinaryOperation,
  elements: readonly Element[],
  scalar: number,
  scalarFirst: boolean,
): Value {
  return {
    kind: "vector",
    elements: elements.flatMap((element) =>
      result(
        operation,
        element,
        scalarFirst ? scalar : element.value,
        scalarFirst ? element.value : scalar,
        element.labels,
      ),
    ),
  };
}

/** A comparison without `bool` filters and keeps the vector's own value and name; all else is a new value. */
function result(
  operation: BinaryOperation,
  kept: Element,
  left: number,
  right: number,
  labels: Labels,
): Element[] {
  const { operator } = operation;
  if (isSetOperator(operator)) {
    throw unsupported(`${operator} between values`);
  }
  const value = calculate(operator, left, right);
  if (isComparison(operator) && !operation.bool) {
    // `on` names every label that stays, so the metric's name goes.
    const { on, many } = operation.matching;
    const name = on && many === null ? "" : kept.name;
    return value === 1 ? [{ ...kept, name, labels }] : [];
  }
  return [{ name: "", labels, value, sampledAtMs: null }];
}

function combine(
  operator: SetOperator,
  matching: VectorMatching,
  left: readonly Element[],
  right: readonly Element[],
): readonly Element[] {
  const keysOf = (elements: readonly Element[]) =>
    new Set(elements.map((element) => matchKey(matching, element.labels)));
  switch (operator) {
    case "and": {
      const there = keysOf(right);
      return left.filter((it) => there.has(matchKey(matching, it.labels)));
    }
    case "unless": {
      const there = keysOf(right);
      return left.filter((it) => !there.has(matchKey(matching, it.labels)));
    }
    case "or": {
      const there = keysOf(left);
      return [
        ...left,
        ...right.filter((it) => !there.has(matchKey(matching, it.labels))),
      ];
    }
    default: {
      const impossible: never = operator;
      throw new TypeError(String(impossible));
    }
  }
}

function matched(
  operation: BinaryOperation,
  left: readonly Element[],
  right: readonly Element[],
): readonly Element[] {
  const { matching } = operation;
  const manyIsRight = matching.many === "right";
  const one = manyIsRight ? left : right;
  const many = manyIsRight ? right : left;
  const oneByKey = new Map<string, Element>();
  for (const element of one) {
    const key = matchKey(matching, element.labels);
    if (oneByKey.has(key)) {
      throw manyToMany(key, manyIsRight ? "left" : "right");
    }
    oneByKey.set(key, element);
  }
  const used = new Set<string>();
  return many.flatMap((element) => {
    const key = matchKey(matching, element.labels);
    const partner = oneByKey.get(key);
    if (partner === undefined) {
      return [];
    }
    if (matching.many === null && used.has(key)) {
      throw manyToMany(key, "left");
    }
    used.add(key);
    const [leftSide, rightSide] = manyIsRight
      ? [partner, element]
      : [element, partner];
    const labels = resultLabels(operation, element, partner);
    return result(operation, leftSide, leftSide.value, rightSide.value, labels);
  });
}

function resultLabels(
  operation: BinaryOperation,
  many: Element,
  one: Element,
): Labels {
  const { matching } = operation;
  if (matching.many === null) {
    return matching.on
      ? pickLabels(many.labels, matching.labels)
      : dropLabels(many.labels, matching.labels);
  }
  const copied = matching.include.map(
    (name) => [name, one.labels[name] ?? ""] as const,
  );
  return makeLabels(
    Object.entries({ ...many.labels, ...Object.fromEntries(copied) }),
  );
}

function matchKey(matching: VectorMatching, labels: Labels): string {
  if (!matching.on && matching.labels.length === 0) {
    return labelsKey(labels);
  }
  return labelsKey(
    matching.on
      ? pickLabels(labels, matching.labels)
      : dropLabels(labels, matching.labels),
  );
}

function elementsOf(value: Value): readonly Element[] {
  if (value.kind !== "vector") {
    throw unsupported(`an operation on a ${value.kind}`);
  }
  return value.elements;
}

function manyToMany(key: string, side: "left" | "right"): PromqlProblem {
  return new PromqlProblem(
    "execution",
    `found duplicate series for the match group ${key} on the ${side} hand-side of the operation;many-to-many matching not allowed: matching labels must be unique on one side`,
  );
}
