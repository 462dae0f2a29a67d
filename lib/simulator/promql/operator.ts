import type { SyntaxNode } from "@lezer/common";
import {
  AGGREGATION_OPERATORS,
  type AggregationOperator,
  ARITHMETIC_OPERATORS,
  type BinaryOperator,
  COMPARISON_OPERATORS,
  SET_OPERATORS,
  type VectorMatching,
} from "./expression";
import { PromqlProblem, unsupported } from "./problem";

/** The parts of a BinaryExpr node: two operands, the operator, and what stands between them. */
export function binaryParts(
  parts: readonly SyntaxNode[],
  text: string,
): {
  left: SyntaxNode;
  operator: SyntaxNode;
  right: SyntaxNode;
  bool: boolean;
  matching: VectorMatching;
} {
  const [left, operator] = parts;
  const right = parts.at(-1);
  if (left === undefined || operator === undefined || right === undefined) {
    throw unsupported("an incomplete operation");
  }
  const between = parts.slice(2, -1);
  const fill = between.find((node) => node.name === "FillModifier");
  if (fill !== undefined) {
    throw unsupported("fill modifiers");
  }
  const clause = between.find((node) => node.name === "MatchingModifierClause");
  return {
    left,
    operator,
    right,
    bool: between.some((node) => node.name === "BoolModifier"),
    matching: clause === undefined ? everyLabel : readMatching(clause, text),
  };
}

const everyLabel: VectorMatching = {
  on: false,
  labels: [],
  many: null,
  include: [],
};

function readMatching(clause: SyntaxNode, text: string): VectorMatching {
  const groupings = clause
    .getChildren("GroupingLabels")
    .map((node) =>
      node
        .getChildren("LabelName")
        .map((label) => text.slice(label.from, label.to)),
    );
  return {
    on: clause.getChild("On") !== null,
    labels: groupings[0] ?? [],
    many:
      clause.getChild("GroupLeft") !== null
        ? "left"
        : clause.getChild("GroupRight") !== null
          ? "right"
          : null,
    include: groupings[1] ?? [],
  };
}

export function binaryOperator(text: string): BinaryOperator {
  const known = [
    ...ARITHMETIC_OPERATORS,
    ...COMPARISON_OPERATORS,
    ...SET_OPERATORS,
  ].find((operator) => operator === text.toLowerCase());
  if (known === undefined) {
    throw unsupported(`the operator ${text}`);
  }
  return known;
}

export function aggregationOperator(text: string): AggregationOperator {
  const known = AGGREGATION_OPERATORS.find(
    (operator) => operator === text.toLowerCase(),
  );
  if (known === undefined) {
    throw unsupported(`the aggregation ${text}`);
  }
  return known;
}

/** One number against another; a comparison answers 1 or 0. */
export function calculate(
  operator: Exclude<BinaryOperator, "and" | "or" | "unless">,
  left: number,
  right: number,
): number {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "%":
      return left % right;
    case "^":
      return left ** right;
    case "==":
      return Number(left === right);
    case "!=":
      return Number(left !== right);
    case ">":
      return Number(left > right);
    case "<":
      return Number(left < right);
    case ">=":
      return Number(left >= right);
    case "<=":
      return Number(left <= right);
    default: {
      const impossible: never = operator;
      throw new PromqlProblem("execution", String(impossible));
    }
  }
}
