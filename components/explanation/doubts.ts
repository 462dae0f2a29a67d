import type { ServiceExplanation } from "@/lib/api/explanation-contract";

/** Which parts of an explanation are no facts, because what decides them could not be read. */
export interface Doubts {
  readonly any: boolean;
  /** What the port accepts, and so how every call to it ends. */
  readonly policies: boolean;
  /** What the sidecars of clients send. */
  readonly rules: boolean;
}

export function doubtsOf(codes: ServiceExplanation["unreadable"]): Doubts {
  const policies =
    codes.includes("policies-unreadable") ||
    codes.includes("legacy-support-unknown");
  return {
    any: codes.length > 0,
    policies,
    rules: policies || codes.includes("rules-unreadable"),
  };
}
