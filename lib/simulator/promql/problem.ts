/** Prometheus' own error types, as its HTTP API names them. */
export type PromqlErrorType = "bad_data" | "execution";

/**
 * A query that cannot be answered. `bad_data` = the text is wrong (400); `execution` = the text is
 * right but cannot be evaluated here (422), which includes what this evaluator does not support.
 */
export class PromqlProblem extends Error {
  constructor(
    readonly errorType: PromqlErrorType,
    message: string,
  ) {
    super(message);
    this.name = "PromqlProblem";
  }
}

/** A part of the language the simulator lacks: loud, because an empty answer would look like safety. */
export function unsupported(what: string): PromqlProblem {
  return new PromqlProblem(
    "execution",
    `the simulated Prometheus does not support ${what}`,
  );
}
