"use client";
import { useMemo } from "react";
import type { Snapshot } from "@/lib/api/contract";
import { type Reading, readingOf } from "@/lib/words/seen";

/** The reading of a snapshot, the same object as long as it says the same: lines that show it are drawn once. */
export function useReading({
  trafficAsOf,
  stepSeconds,
}: Pick<Snapshot, "trafficAsOf" | "stepSeconds">): Reading | null {
  return useMemo(
    () => readingOf({ trafficAsOf, stepSeconds }),
    [trafficAsOf, stepSeconds],
  );
}
