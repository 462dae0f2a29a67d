/** What a filter may ask about one logged call. */
export interface LoggedCall {
  readonly mtls: boolean;
  /** null = the connection ended before there was any answer, or it is TCP. */
  readonly responseCode: number | null;
}

export type LogFilter = (call: LoggedCall) => boolean;

/** A CEL expression that the simulated proxies do not understand; real ones would. */
export class UnknownExpression extends Error {
  constructor(expression: string) {
    super(
      `the simulated proxies do not understand the filter ${JSON.stringify(expression)}: only connection.mtls and response.code, compared with a value and joined by && or ||`,
    );
    this.name = "UnknownExpression";
  }
}

/**
 * Compiles the part of CEL that access log filters are commonly made of.
 *
 *     connection.mtls == false && response.code >= 400 || !connection.mtls
 *
 * @throws UnknownExpression for anything else, so that nobody takes "not simulated" for "not logged"
 */
export function compileLogFilter(expression: string): LogFilter {
  const anyOf = expression
    .split("||")
    .map((part) => part.split("&&").map((term) => term.trim()))
    .map((terms) => terms.map((term) => compileTerm(term, expression)));
  return (call) => anyOf.some((allOf) => allOf.every((holds) => holds(call)));
}

function compileTerm(term: string, expression: string): LogFilter {
  const mtls = /^(!)?connection\.mtls(?:\s*(==|!=)\s*(true|false))?$/.exec(
    term,
  );
  if (mtls !== null) {
    const [, not, operator = "==", value = "true"] = mtls;
    if (not !== undefined && mtls[2] !== undefined) {
      throw new UnknownExpression(expression);
    }
    const wanted =
      ((not === undefined) === (value === "true")) === (operator === "==");
    return (call) => call.mtls === wanted;
  }
  const code = /^response\.code\s*(==|!=|>=|<=|>|<)\s*(\d{1,3})$/.exec(term);
  const compare = COMPARISONS[code?.[1] ?? ""];
  if (code === null || compare === undefined) {
    throw new UnknownExpression(expression);
  }
  const bound = Number(code[2]);
  // A missing attribute makes the expression fail, and a failed filter logs nothing.
  return ({ responseCode }) =>
    responseCode !== null && compare(responseCode, bound);
}

const COMPARISONS: Readonly<
  Record<string, (left: number, right: number) => boolean>
> = {
  "==": (left, right) => left === right,
  "!=": (left, right) => left !== right,
  ">=": (left, right) => left >= right,
  "<=": (left, right) => left <= right,
  ">": (left, right) => left > right,
  "<": (left, right) => left < right,
};
