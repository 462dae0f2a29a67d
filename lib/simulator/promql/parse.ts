import type { SyntaxNode } from "@lezer/common";
import { parser } from "@prometheus-io/lezer-promql";
import type { Expression, TimeShift } from "./expression";
import { parseDurationMs, parseNumber, parseString } from "./literal";
import { aggregationOperator, binaryOperator, binaryParts } from "./operator";
import { PromqlProblem, unsupported } from "./problem";
import { children, NO_SHIFT, readSelector } from "./read-selector";
import { checkTypes } from "./value-type";

/**
 * Parses a query with the Prometheus team's grammar and checks its types.
 * @throws PromqlProblem bad_data for wrong text, execution for language this evaluator lacks.
 */
export function parseQuery(text: string): Expression {
  if (text.trim() === "") {
    throw new PromqlProblem(
      "bad_data",
      "unknown position: parse error: no expression found in input",
    );
  }
  const top = parser.parse(text).topNode;
  refuseErrors(top, text);
  const body = children(top)[0];
  if (body === undefined) {
    throw new PromqlProblem(
      "bad_data",
      "unknown position: parse error: no expression found in input",
    );
  }
  const expression = read(body, text);
  checkTypes(expression);
  return expression;
}

function refuseErrors(top: SyntaxNode, text: string): void {
  top.cursor().iterate((node) => {
    if (node.type.isError) {
      const found = text.slice(node.from, node.to);
      const atEnd = text.slice(node.from).trim() === "";
      throw new PromqlProblem(
        "bad_data",
        `${position(text, node.from)}: parse error: ${
          atEnd
            ? "unexpected end of input"
            : `unexpected "${found || text.charAt(node.from)}"`
        }`,
      );
    }
  });
}

function position(text: string, offset: number): string {
  const before = text.slice(0, offset).split("\n");
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

function read(node: SyntaxNode, text: string): Expression {
  const parts = children(node);
  const source = text.slice(node.from, node.to);
  switch (node.name) {
    case "NumberDurationLiteral":
      return { kind: "number", value: parseNumber(source) };
    case "StringLiteral":
      return { kind: "string", value: parseString(source) };
    case "ParenExpr":
      return { kind: "group", expression: readFirst(parts, text) };
    case "UnaryExpr": {
      const expression = read(part(parts, 1), text);
      const op = part(parts, 0);
      return text.slice(op.from, op.to) === "-"
        ? { kind: "negation", expression }
        : expression;
    }
    case "VectorSelector":
      return readSelector(parts, text);
    case "MatrixSelector": {
      const rangeMs = readDuration(part(parts, 1), text);
      return onOperand(readFirst(parts, text), (operand) => {
        if (operand.kind !== "selector") {
          throw new PromqlProblem(
            "bad_data",
            "parse error: ranges only allowed for vector selectors",
          );
        }
        return { kind: "matrix", selector: operand, rangeMs };
      });
    }
    case "SubqueryExpr": {
      const rangeMs = readDuration(part(parts, 1), text);
      const step = parts[2];
      const stepMs = step === undefined ? null : readDuration(step, text);
      return onOperand(readFirst(parts, text), (expression) => ({
        kind: "subquery",
        expression,
        rangeMs,
        stepMs,
        shift: NO_SHIFT,
      }));
    }
    case "OffsetExpr": {
      const offsetMs = readDuration(part(parts, 2), text);
      return onOperand(readFirst(parts, text), (operand) =>
        shifted(operand, (shift) => ({ ...shift, offsetMs })),
      );
    }
    case "StepInvariantExpr": {
      const at = readAt(part(parts, 2), text);
      return onOperand(readFirst(parts, text), (operand) =>
        shifted(operand, (shift) => ({ ...shift, at })),
      );
    }
    case "FunctionCall": {
      const body = part(parts, 1);
      return {
        kind: "call",
        name: text.slice(part(parts, 0).from, part(parts, 0).to),
        args: children(body).map((argument) => read(argument, text)),
      };
    }
    case "AggregateExpr":
      return readAggregation(parts, text);
    case "BinaryExpr": {
      const { left, operator, right, bool, matching } = binaryParts(
        parts,
        text,
      );
      return foldPower({
        kind: "binary",
        operator: binaryOperator(text.slice(operator.from, operator.to)),
        left: read(left, text),
        right: read(right, text),
        bool,
        matching,
      });
    }
    default:
      throw unsupported(`${node.name} ("${source}")`);
  }
}

function readAggregation(parts: SyntaxNode[], text: string): Expression {
  const operator = part(parts, 0);
  const modifier = parts.find((node) => node.name === "AggregateModifier");
  const body = parts.find((node) => node.name === "FunctionCallBody");
  const args =
    body === undefined ? [] : children(body).map((it) => read(it, text));
  const expression = args.at(-1);
  if (expression === undefined || args.length > 2) {
    throw new PromqlProblem(
      "bad_data",
      `parse error: wrong number of arguments for aggregate expression provided, expected 1, got ${args.length}`,
    );
  }
  const [keyword, grouping] = modifier === undefined ? [] : children(modifier);
  return {
    kind: "aggregation",
    operator: aggregationOperator(text.slice(operator.from, operator.to)),
    labels:
      grouping === undefined
        ? []
        : children(grouping).map((label) => text.slice(label.from, label.to)),
    without: keyword?.name === "Without",
    parameter: args.length === 2 ? (args[0] ?? null) : null,
    expression,
  };
}

function readDuration(node: SyntaxNode, text: string): number {
  const source = text.slice(node.from, node.to).replaceAll(/[()\s]/g, "");
  const negative = source.startsWith("-");
  const durationMs = parseDurationMs(source.replace(/^[+-]/, ""));
  if (durationMs === null) {
    throw unsupported(`the duration "${text.slice(node.from, node.to)}"`);
  }
  return negative ? -durationMs : durationMs;
}

function readAt(node: SyntaxNode, text: string): number | "start" | "end" {
  const source = text.slice(node.from, node.to);
  if (source.startsWith("start")) {
    return "start";
  }
  return source.startsWith("end") ? "end" : parseNumber(source) * 1_000;
}

function shifted(
  operand: Expression,
  change: (shift: TimeShift) => TimeShift,
): Expression {
  switch (operand.kind) {
    case "selector":
    case "subquery":
      return { ...operand, shift: change(operand.shift) };
    case "matrix":
      return {
        ...operand,
        selector: {
          ...operand.selector,
          shift: change(operand.selector.shift),
        },
      };
    default:
      throw new PromqlProblem(
        "bad_data",
        "parse error: offset modifier must be preceded by an instant vector selector or range vector selector or a subquery",
      );
  }
}

/**
 * The grammar package lets `[5m]`, `offset` and `@` bind looser than operators; Prometheus' own
 * parser binds them to the operand right before them. So they go down to the right-most operand.
 */
function onOperand(
  expression: Expression,
  apply: (operand: Expression) => Expression,
): Expression {
  switch (expression.kind) {
    case "binary":
      return { ...expression, right: onOperand(expression.right, apply) };
    case "negation":
      return {
        kind: "negation",
        expression: onOperand(expression.expression, apply),
      };
    default:
      return apply(expression);
  }
}

/** `-1^2` is -(1^2): the grammar package reads the sign as part of the number. */
function foldPower(
  operation: Extract<Expression, { kind: "binary" }>,
): Expression {
  const { left, operator } = operation;
  if (operator === "^" && left.kind === "number" && left.value < 0) {
    return {
      kind: "negation",
      expression: {
        ...operation,
        left: { kind: "number", value: -left.value },
      },
    };
  }
  return operation;
}

function readFirst(parts: SyntaxNode[], text: string): Expression {
  return read(part(parts, 0), text);
}

function part(parts: SyntaxNode[], index: number): SyntaxNode {
  const found = parts[index];
  if (found === undefined) {
    throw unsupported("an incomplete expression");
  }
  return found;
}
