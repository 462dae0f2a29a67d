import type { Problem } from "@/lib/api/problem-contract";

/**
 * Why an answer could not be had. `problem`: the server says so, with a remedy. `unreachable`: no
 * answer at all. `malformed`: an answer that is not ours, e.g. the page of a proxy in between.
 */
export type ApiFailure =
  | { readonly kind: "problem"; readonly problem: Problem }
  | { readonly kind: "unreachable"; readonly detail: string }
  | {
      readonly kind: "malformed";
      readonly status: number;
      readonly detail: string;
    };

/** The only error a fetcher of this folder throws, aborts apart. */
export class ApiError extends Error {
  readonly failure: ApiFailure;

  constructor(failure: ApiFailure, cause?: unknown) {
    super(messageOf(failure), { cause });
    this.name = "ApiError";
    this.failure = failure;
  }
}

/** The code of the problem the server described, or null where it described none. */
export function problemCode(error: unknown): Problem["code"] | null {
  return error instanceof ApiError && error.failure.kind === "problem"
    ? error.failure.problem.code
    : null;
}

function messageOf(failure: ApiFailure): string {
  switch (failure.kind) {
    case "problem":
      return failure.problem.detail;
    case "unreachable":
      return failure.detail;
    case "malformed":
      return `HTTP ${failure.status}: ${failure.detail}`;
    default:
      return failure satisfies never;
  }
}
