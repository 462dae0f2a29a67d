import type { VerdictState } from "@/lib/api/contract";

/** The same colours and patterns as the band of the matrix. */
export const BANDS: Readonly<Record<VerdictState, string>> = {
  LOCKED: "bg-ink",
  READY: "bg-ready",
  READY_WITH_WARNINGS: "bg-ready/50",
  BLOCKED: "bg-plain",
  UNKNOWN: "band-unknown",
};

export const FIGURES: Readonly<Record<VerdictState, string>> = {
  LOCKED: "text-ink",
  READY: "text-ready",
  READY_WITH_WARNINGS: "text-ready",
  BLOCKED: "text-plain-ink",
  UNKNOWN: "text-ink",
};
