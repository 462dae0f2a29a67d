import {
  type BinaryOperation,
  isComparison,
  isSetOperator,
  type SetOperator,
  type VectorMatching,
} from "./expression";
import { dropLabels, type Labels, makeLabels, pickLabels } from "./labels";
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
  const results: Element[] = [];
  for (const element of elements) {
    const one = result(
      operation,
      element,
      scalarFirst ? scalar : element.value,
      scalarFirst ? element.value : scalar,
      element.labels,
    );
    if (one !== null) results.push(one);
  }
  return { kind: "vector", elements: results };
}

/** A comparison without `bool` filters and keeps the vector's own value and name; all else is a new value. */
function result(
  operation: BinaryOperation,
  kept: Element,
  left: number,
  right: number,
  labels: Labels,
): Element | null {
  const { operator } = operation;
  if (isSetOperator(operator)) {
    throw unsupported(`${operator} between values`);
  }
  const value = calculate(operator, left, right);
  if (isComparison(operator) && !operation.bool) {
    // `on` names every label that stays, so the metric's name goes.
    const { on, many } = operation.matching;
    const name = on && many === null ? "" : kept.name;
    if (value !== 1) {
      return null;
    }
    kept.name = name;
    kept.labels = labels;
    return kept;
  }
  kept.name = "";
  kept.labels = labels;
  kept.value = value;
  kept.sampledAtMs = null;
  return kept;
}

function combine(
  operator: SetOperator,
  matching: VectorMatching,
  left: readonly Element[],
  right: readonly Element[],
): readonly Element[] {
  const keyOf = matchKeys(matching);
  const keysOf = (elements: readonly Element[]) =>
    new Set(elements.map((element) => keyOf(element.labels)));
  switch (operator) {
    case "and": {
      const there = keysOf(right);
      return left.filter((it) => there.has(keyOf(it.labels)));
    }
    case "unless": {
      const there = keysOf(right);
      return left.filter((it) => !there.has(keyOf(it.labels)));
    }
    case "or": {
      const there = keysOf(left);
      return [...left, ...right.filter((it) => !there.has(keyOf(it.labels)))];
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
  const inOrder = matchedInOrder(operation, left, right);
  if (inOrder !== null) {
    return inOrder;
  }
  const manyIsRight = matching.many === "right";
  const one = manyIsRight ? left : right;
  const many = manyIsRight ? right : left;
  const keyOf = matchKeys(matching);
  const oneByKey = new Map<Labels, Element>();
  for (const element of one) {
    const key = keyOf(element.labels);
    if (oneByKey.has(key)) {
      throw manyToMany(key, manyIsRight ? "left" : "right");
    }
    oneByKey.set(key, element);
  }
  const used = new Set<Labels>();
  const results: Element[] = [];
  for (const element of many) {
    const key = keyOf(element.labels);
    const partner = oneByKey.get(key);
    if (partner === undefined) {
      continue;
    }
    if (matching.many === null && used.has(key)) {
      throw manyToMany(key, "left");
    }
    if (matching.many === null) used.add(key);
    const [leftSide, rightSide] = manyIsRight
      ? [partner, element]
      : [element, partner];
    const labels = resultLabels(operation, element, partner);
    const one = result(
      operation,
      // The one side may have many partners, each with an answer of its own.
      manyIsRight ? { ...partner } : element,
      leftSide.value,
      rightSide.value,
      labels,
    );
    if (one !== null) results.push(one);
  }
  return results;
}

/**
 * Two looks at the same series come in the same order, which spares the index. null = they do not, or
 * anything but whole label sets is to be matched.
 */
function matchedInOrder(
  operation: BinaryOperation,
  left: readonly Element[],
  right: readonly Element[],
): readonly Element[] | null {
  const { many, on, labels } = operation.matching;
  if (many !== null || on || labels.length > 0) {
    return null;
  }
  // Of one metric no label set is there twice.
  const hasOneName = (elements: readonly Element[]) =>
    elements.every(({ name }) => name === elements[0]?.name);
  if (!hasOneName(left) || !hasOneName(right)) {
    return null;
  }
  const partners: Element[] = [];
  for (const element of left) {
    const partner = right[partners.length];
    if (partner === undefined) break;
    if (partner.labels !== element.labels) return null;
    partners.push(partner);
  }
  const results: Element[] = [];
  partners.forEach((partner, index) => {
    const element = left[index];
    const one =
      element === undefined
        ? null
        : result(
            operation,
            element,
            element.value,
            partner.value,
            element.labels,
          );
    if (one !== null) results.push(one);
  });
  return results;
}

function resultLabels(
  operation: BinaryOperation,
  many: Element,
  one: Element,
): Labels {
  const { matching } = operation;
  if (matching.many === null) {
    if (!matching.on && matching.labels.length === 0) {
      return many.labels;
    }
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

const keysOfMatching = new WeakMap<VectorMatching, Map<Labels, Labels>>();

/** By what two sides match. A subquery matches the same labels at every step. */
function matchKeys(matching: VectorMatching): (labels: Labels) => Labels {
  if (!matching.on && matching.labels.length === 0) {
    return (labels) => labels;
  }
  const known = keysOfMatching.get(matching) ?? new Map<Labels, Labels>();
  keysOfMatching.set(matching, known);
  return (labels) => {
    let key = known.get(labels);
    if (key === undefined) {
      key = matching.on
        ? pickLabels(labels, matching.labels)
        : dropLabels(labels, matching.labels);
      known.set(labels, key);
    }
    return key;
  };
}

function elementsOf(value: Value): readonly Element[] {
  if (value.kind !== "vector") {
    throw unsupported(`an operation on a ${value.kind}`);
  }
  return value.elements;
}

function manyToMany(key: Labels, side: "left" | "right"): PromqlProblem {
  return new PromqlProblem(
    "execution",
    `found duplicate series for the match group ${JSON.stringify(key)} on the ${side} hand-side of the operation;many-to-many matching not allowed: matching labels must be unique on one side`,
  );
}
