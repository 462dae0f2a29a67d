/** PromQL as this evaluator understands it. Durations and times are milliseconds. */
export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "string"; readonly value: string }
  | Selector
  | {
      readonly kind: "matrix";
      readonly selector: Selector;
      readonly rangeMs: number;
    }
  | {
      readonly kind: "subquery";
      readonly expression: Expression;
      readonly rangeMs: number;
      /** null = the server's default resolution */
      readonly stepMs: number | null;
      readonly shift: TimeShift;
    }
  | {
      readonly kind: "call";
      readonly name: string;
      readonly args: readonly Expression[];
    }
  | Aggregation
  | BinaryOperation
  | { readonly kind: "negation"; readonly expression: Expression }
  | { readonly kind: "group"; readonly expression: Expression };

export interface Selector {
  readonly kind: "selector";
  readonly matchers: readonly Matcher[];
  readonly shift: TimeShift;
}

/** `offset` and `@`. */
export interface TimeShift {
  readonly offsetMs: number;
  readonly at: number | "start" | "end" | null;
}

export type MatchOperator = "=" | "!=" | "=~" | "!~";

export interface Matcher {
  readonly label: string;
  readonly operator: MatchOperator;
  readonly value: string;
  matches(value: string): boolean;
}

export interface Aggregation {
  readonly kind: "aggregation";
  readonly operator: AggregationOperator;
  readonly labels: readonly string[];
  readonly without: boolean;
  /** k of topk and bottomk */
  readonly parameter: Expression | null;
  readonly expression: Expression;
}

export const AGGREGATION_OPERATORS = [
  "sum",
  "count",
  "max",
  "min",
  "avg",
  "group",
  "topk",
  "bottomk",
] as const;

export type AggregationOperator = (typeof AGGREGATION_OPERATORS)[number];

export interface BinaryOperation {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly bool: boolean;
  readonly matching: VectorMatching;
}

export interface VectorMatching {
  readonly on: boolean;
  readonly labels: readonly string[];
  /** The side with many; null = one to one. */
  readonly many: "left" | "right" | null;
  /** Labels copied from the one side. */
  readonly include: readonly string[];
}

export const ARITHMETIC_OPERATORS = ["+", "-", "*", "/", "%", "^"] as const;
export const COMPARISON_OPERATORS = ["==", "!=", ">", "<", ">=", "<="] as const;
export const SET_OPERATORS = ["and", "or", "unless"] as const;

type ArithmeticOperator = (typeof ARITHMETIC_OPERATORS)[number];
export type ComparisonOperator = (typeof COMPARISON_OPERATORS)[number];
export type SetOperator = (typeof SET_OPERATORS)[number];
export type BinaryOperator =
  | ArithmeticOperator
  | ComparisonOperator
  | SetOperator;

export function isComparison(
  operator: BinaryOperator,
): operator is ComparisonOperator {
  return COMPARISON_OPERATORS.some((known) => known === operator);
}

export function isSetOperator(
  operator: BinaryOperator,
): operator is SetOperator {
  return SET_OPERATORS.some((known) => known === operator);
}
