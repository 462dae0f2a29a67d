import { hasPlaintext } from "@/components/matrix/traffic-figures";
import type { ServiceDetail } from "@/lib/api/service-detail-contract";
import { openPortsOf } from "@/lib/mesh/readiness/open-ports";

/** "ajar" = locked, but some port of the pods stays open: callers get in there, and others are turned away. */
export type AttributionNeed = "unnamed" | "locked" | "ajar";

/**
 * Whether the proxies' logs have something to say that telemetry cannot: names for callers without one, and,
 * after the lock, who is refused, which the metrics of a STRICT sidecar do not count.
 * @returns null where neither is the case, or where no proxy writes a log
 */
export function attributionNeed(
  row: Pick<ServiceDetail, "verdict" | "coverage" | "callers">,
): AttributionNeed | null {
  if (row.coverage.proxiedPods === 0) return null;
  if (row.verdict.state === "LOCKED") {
    return openPortsOf(row.verdict.reason).length > 0 ? "ajar" : "locked";
  }
  const strangers = row.callers.some(
    (caller) => caller.workload === null && hasPlaintext(caller),
  );
  return strangers ? "unnamed" : null;
}
