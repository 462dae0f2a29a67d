/** Why there is no snapshot yet, or none to be had. */
export class StartProblem extends Error {
  override readonly name = "StartProblem";

  constructor(
    readonly code: "starting" | "configuration" | "kubernetes-down",
    message: string,
    readonly remedy: string,
    readonly upstream?: string,
  ) {
    super(message);
  }
}

/** By name and not by class: the development server may hold two copies of this module. */
export function isStartProblem(value: unknown): value is StartProblem {
  return value instanceof Error && value.name === "StartProblem";
}
