/** The closed list of reasons why a question about callers is not answered, or a log not switched on. */
export type AttributionProblemCode =
  | "service-unknown"
  /** Access logging cannot be switched on here by a Telemetry resource of ours. */
  | "not-possible"
  /** What was looked at is no longer what would be written. */
  | "plan-changed"
  /** The API server refused the same request as a dry run, or another object stands in its place. */
  | "conflict"
  /** Too many questions at once. */
  | "busy";

export class AttributionProblem extends Error {
  override readonly name = "AttributionProblem";

  constructor(
    readonly code: AttributionProblemCode,
    message: string,
    readonly remedy: string,
  ) {
    super(message);
  }
}

/** By name and not by class: the development server may hold two copies of this module. */
export function isAttributionProblem(
  value: unknown,
): value is AttributionProblem {
  return value instanceof Error && value.name === "AttributionProblem";
}
