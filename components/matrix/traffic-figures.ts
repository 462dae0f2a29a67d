/** Figures of a row, each unit by itself: requests and connections are never added (semantics D1). */
import type { Counts } from "@/lib/api/contract";

export type Unit = "requests" | "connections";

export interface Measured {
  readonly requests: Counts;
  readonly connections: Counts;
}

export const NO_COUNTS: Counts = { mutualTls: 0, plaintext: 0, noStatement: 0 };

const UNITS: readonly Unit[] = ["requests", "connections"];

export function totalOf(counts: Counts): number {
  return counts.mutualTls + counts.plaintext + counts.noStatement;
}

/** The units in which anything was counted at all, requests first. */
export function unitsSeen(measured: Measured): readonly Unit[] {
  return UNITS.filter((unit) => totalOf(measured[unit]) > 0);
}

/** The units in which plaintext was counted. */
export function plaintextUnits(measured: Measured): readonly Unit[] {
  return UNITS.filter((unit) => measured[unit].plaintext > 0);
}

export function hasPlaintext(measured: Measured): boolean {
  return plaintextUnits(measured).length > 0;
}

export function sumCounts(all: readonly Counts[]): Counts {
  return all.reduce(
    (sum, counts) => ({
      mutualTls: sum.mutualTls + counts.mutualTls,
      plaintext: sum.plaintext + counts.plaintext,
      noStatement: sum.noStatement + counts.noStatement,
    }),
    NO_COUNTS,
  );
}
