/** How much the figures of a service can be trusted. Pure; the words are in `lib/words`. */
import type { ServiceDetail } from "@/lib/api/service-detail-contract";
import type { ReasonCode } from "@/lib/mesh/readiness/reason";

export type CoverageState =
  | "complete"
  | "partial"
  | "none"
  | "no_proxy"
  | "no_pods";

export interface CoverageView {
  readonly state: CoverageState;
  /** The verdict's own reasons that say what is missing; may be empty though something is. */
  readonly missing: ServiceDetail["verdict"]["reasons"];
}

/**
 * "complete" only where the law says so: that every pod reports is not enough, since Prometheus may
 * have answered in part or remember less than the window (semantics D4: no data is not safety).
 */
export function coverageView(
  row: Pick<ServiceDetail, "coverage" | "verdict">,
): CoverageView {
  return {
    state: stateOf(row.coverage),
    missing: row.verdict.reasons.filter(({ code }) => ABOUT_EVIDENCE.has(code)),
  };
}

function stateOf(coverage: ServiceDetail["coverage"]): CoverageState {
  const { reportingPods, proxiedPods, pods, complete } = coverage;
  if (pods === 0) return "no_pods";
  if (proxiedPods === 0) return "no_proxy";
  if (reportingPods === 0) return "none";
  return complete && reportingPods >= proxiedPods ? "complete" : "partial";
}

const ABOUT_EVIDENCE: ReadonlySet<ReasonCode> = new Set([
  "no-evidence",
  "no-answer",
  "partial-answer",
  "proxies-younger-than-window",
  "window-not-covered",
  "scrape-gap",
  "was-strict",
  "metrics-off",
  "partial-coverage",
  "coverage-tolerated",
  "pods-without-proxy",
  "pods-unreadable",
]);
