/** The closed list of reasons why a plan is not made or not carried out. */
export type EnforcementProblemCode =
  | "service-unknown"
  | "not-lockable"
  | "plan-changed"
  | "confirmation-missing"
  | "partly-applied";

const REMEDIES: Readonly<Record<EnforcementProblemCode, string>> = {
  "service-unknown":
    "Reload the page; the service may have been deleted or renamed.",
  "not-lockable":
    "Open the row to see why; its first reason says what stands in the way.",
  "plan-changed": "Look at the new plan and confirm it again.",
  "confirmation-missing": "Type the service's name to confirm.",
  "partly-applied":
    "Undo the change on this row, or try again; each object that was changed carries what it was before.",
};

export class EnforcementProblem extends Error {
  override readonly name = "EnforcementProblem";
  readonly remedy: string;

  constructor(
    readonly code: EnforcementProblemCode,
    message: string,
    options: { readonly cause?: unknown } = {},
  ) {
    super(message, options);
    this.remedy = REMEDIES[code];
  }
}

/** By name and not by class: the development server may hold two copies of this module. */
export function isEnforcementProblem(
  value: unknown,
): value is EnforcementProblem {
  return value instanceof Error && value.name === "EnforcementProblem";
}
