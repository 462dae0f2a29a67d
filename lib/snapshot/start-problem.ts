import type { SourceStatement } from "@/lib/mesh/source";

export interface StartFacts {
  /** How far the first reading is. */
  readonly statements?: readonly SourceStatement[];
  /** What has to be read before anything can be judged, and cannot be. */
  readonly unreadable?: SourceStatement;
}

/** Why there is no snapshot yet, or none to be had. */
export class StartProblem extends Error {
  override readonly name = "StartProblem";

  constructor(
    readonly code: "starting" | "configuration" | "kubernetes-down",
    message: string,
    readonly remedy: string,
    /** What of it can be said in any language. */
    readonly about: StartFacts = {},
  ) {
    super(message);
  }
}

/** By name and not by class: the development server may hold two copies of this module. */
export function isStartProblem(value: unknown): value is StartProblem {
  return value instanceof Error && value.name === "StartProblem";
}
