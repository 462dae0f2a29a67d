import { hasPlaintext } from "@/components/matrix/traffic-figures";
import type { ServiceRow } from "@/lib/api/contract";

export type AttributionNeed = "unnamed" | "locked";

/**
 * Whether the proxies' logs have something to say that telemetry cannot: names for callers without one, and,
 * after the lock, who is refused, which the metrics of a STRICT sidecar do not count.
 * @returns null where neither is the case, or where no proxy writes a log
 */
export function attributionNeed(
  row: Pick<ServiceRow, "verdict" | "coverage" | "cells">,
): AttributionNeed | null {
  if (row.coverage.proxiedPods === 0) return null;
  if (row.verdict.state === "LOCKED") return "locked";
  const strangers = row.cells.some(
    (cell) =>
      hasPlaintext(cell) &&
      (cell.client === null ||
        cell.callers.length === 0 ||
        cell.callers.some(
          (caller) => caller.workload === null && hasPlaintext(caller),
        )),
  );
  return strangers ? "unnamed" : null;
}
