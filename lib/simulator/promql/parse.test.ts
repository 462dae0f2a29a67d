import { describe, expect, it } from "vitest";
import type { Expression } from "./expression";
import { parseQuery } from "./parse";

/** The expression with every bracket written out. */
function shape(expression: Expression): string {
  switch (expression.kind) {
    case "number":
      return String(expression.value);
    case "string":
      return JSON.stringify(expression.value);
    case "group":
      return shape(expression.expression);
    case "negation":
      return `-(${shape(expression.expression)})`;
    case "selector": {
      const { shift, matchers } = expression;
      const name = matchers.map(({ value }) => value).join();
      const offset = shift.offsetMs === 0 ? "" : ` offset ${shift.offsetMs}`;
      return `${name}${offset}${shift.at === null ? "" : ` @ ${shift.at}`}`;
    }
    case "matrix":
      return `${shape(expression.selector)}[${expression.rangeMs}]`;
    case "subquery":
      return `(${shape(expression.expression)})[${expression.rangeMs}:${expression.stepMs ?? ""}]`;
    case "call":
      return `${expression.name}(${expression.args.map(shape).join()})`;
    case "aggregation":
      return `${expression.operator}(${shape(expression.expression)})`;
    case "binary":
      return `(${shape(expression.left)} ${expression.operator} ${shape(expression.right)})`;
    default: {
      const impossible: never = expression;
      throw new TypeError(String(impossible));
    }
  }
}

describe("a query is read as Prometheus' own parser reads it", () => {
  it.each([
    ["a + b offset 5m", "(a + b offset 300000)"],
    ["a or rate(b[5m] offset 1h)", "(a or rate(b offset 3600000[300000]))"],
    ["a * max_over_time(b[5m:1m])", "(a * max_over_time((b)[300000:60000]))"],
    ["max_over_time((a + b)[5m:])", "max_over_time(((a + b))[300000:])"],
    ["a + b @ 12", "(a + b @ 12000)"],
    ["-a offset 1m", "-(a offset 60000)"],
    ["-1 ^ 2", "-((1 ^ 2))"],
    ["2 ^ 3 ^ 2", "(2 ^ (3 ^ 2))"],
    ["a - b - c", "((a - b) - c)"],
    ["a or b and c", "(a or (b and c))"],
    ["a == b * c", "(a == (b * c))"],
    ["sum by (x) (a) > 0", "(sum(a) > 0)"],
    ["sum(a) by (x)", "sum(a)"],
    ["a offset -1m30s", "a offset -90000"],
    ["0x1F + 1e3 + Inf", "((31 + 1000) + Infinity)"],
    ['{__name__="a"} # a remark', "a"],
    ["time() - 5", "(time() - 5)"],
  ])("%s", (query, expected) => {
    expect(shape(parseQuery(query))).toBe(expected);
  });

  it("unescapes what stands in quotes, but not in backquotes", () => {
    expect(shape(parseQuery('a{b="x\\"\\\\\\n"}'))).toBe('a,x"\\\n');
    expect(shape(parseQuery("a{b=`x\\n`}"))).toBe("a,x\\n");
  });
});
