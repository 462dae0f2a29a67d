import { type Expression, isComparison, isSetOperator } from "./expression";
import { FUNCTIONS } from "./functions";
import { PromqlProblem, unsupported } from "./problem";

export type ValueType = "scalar" | "string" | "instant vector" | "range vector";

/**
 * The type of an expression, checked all the way down as Prometheus does before it evaluates.
 * @throws PromqlProblem bad_data with Prometheus' wording.
 */
export function checkTypes(expression: Expression): ValueType {
  switch (expression.kind) {
    case "number":
      return "scalar";
    case "string":
      return "string";
    case "selector":
      return "instant vector";
    case "matrix":
      return "range vector";
    case "group":
      return checkTypes(expression.expression);
    case "subquery":
      expectType(expression.expression, "instant vector", "subquery");
      return "range vector";
    case "negation": {
      const type = checkTypes(expression.expression);
      if (type !== "scalar" && type !== "instant vector") {
        throw wrong(
          `unary expression only allowed on expressions of type scalar or instant vector, got "${type}"`,
        );
      }
      return type;
    }
    case "call":
      return checkCall(expression.name, expression.args);
    case "aggregation":
      expectType(
        expression.expression,
        "instant vector",
        "aggregation expression",
      );
      if (expression.parameter !== null) {
        expectType(expression.parameter, "scalar", "aggregation parameter");
      }
      return "instant vector";
    case "binary":
      return checkOperation(expression);
    default: {
      const impossible: never = expression;
      throw new TypeError(String(impossible));
    }
  }
}

function checkCall(name: string, args: readonly Expression[]): ValueType {
  const known = FUNCTIONS.get(name);
  if (known === undefined) {
    throw unsupported(`the function ${name}()`);
  }
  if (args.length < known.required || args.length > known.parameters.length) {
    throw wrong(
      `expected ${known.parameters.length} argument(s) in call to "${name}", got ${args.length}`,
    );
  }
  args.forEach((argument, index) => {
    const expected = known.parameters[index];
    if (expected !== undefined) {
      expectType(argument, expected, `call to function "${name}"`);
    }
  });
  return known.result;
}

function checkOperation(
  operation: Extract<Expression, { kind: "binary" }>,
): ValueType {
  const left = checkTypes(operation.left);
  const right = checkTypes(operation.right);
  const operand = (type: ValueType) =>
    type === "scalar" || type === "instant vector";
  if (!operand(left) || !operand(right)) {
    throw wrong(
      "binary expression must contain only scalar and instant vector types",
    );
  }
  if (operation.bool && !isComparison(operation.operator)) {
    throw wrong("bool modifier can only be used on comparison operators");
  }
  const scalars = left === "scalar" && right === "scalar";
  if (scalars && isComparison(operation.operator) && !operation.bool) {
    throw wrong("comparisons between scalars must use BOOL modifier");
  }
  if (
    isSetOperator(operation.operator) &&
    (left === "scalar" || right === "scalar")
  ) {
    throw wrong(
      `set operator "${operation.operator}" not allowed in binary scalar expression`,
    );
  }
  return scalars ? "scalar" : "instant vector";
}

function expectType(
  expression: Expression,
  expected: ValueType,
  where: string,
): void {
  const found = checkTypes(expression);
  if (found !== expected) {
    throw wrong(`expected type ${expected} in ${where}, got ${found}`);
  }
}

function wrong(message: string): PromqlProblem {
  return new PromqlProblem("bad_data", `parse error: ${message}`);
}
