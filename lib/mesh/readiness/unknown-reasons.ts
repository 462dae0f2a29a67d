import type { EvidenceGap } from "@/lib/mesh/traffic/evidence";
import type { MetricsOff } from "@/lib/mesh/traffic/server-metrics";
import { type Reason, type ReasonCode, reason } from "./reason";
import type { ServiceFacts } from "./service-facts";

/** E06: what we do not know, and the team does not tolerate. Empty = telemetry is whole and calls were seen. */
export function unknowns(facts: ServiceFacts): Reason[] {
  const { evidence, criteria, reading, callers } = facts;
  const params = coverageParams(facts);
  const gaps = evidence.gaps.filter((gap) => !isTolerated(facts, gap));
  const found = [...new Set(gaps.map((gap) => GAP_CODES[gap]))].flatMap(
    (code) =>
      code === "metrics-off"
        ? evidence.metricsOff.map(metricsOffReason)
        : [reason(code, "block", params)],
  );
  if (reading !== null && reading.windowS < criteria.minWindowS) {
    found.push(
      reason("window-too-short", "block", {
        windowS: reading.windowS,
        minWindowS: criteria.minWindowS,
      }),
    );
  }
  const anyCall = callers.some(
    ({ requests, connections }) =>
      requests.mutualTls +
        requests.plaintext +
        connections.mutualTls +
        connections.plaintext >
      0,
  );
  if (gaps.length === 0 && !anyCall) {
    found.push(reason("no-traffic", "warn", params));
  }
  return found;
}

function metricsOffReason({ cause, names, by }: MetricsOff): Reason {
  const params = { cause, names: names.join(", ") };
  return reason("metrics-off", "block", params, by === null ? [] : [by]);
}

/** The one gap that a criterion names. */
export function toleratedCoverage(facts: ServiceFacts): Reason[] {
  return facts.evidence.gaps
    .filter((gap) => isTolerated(facts, gap))
    .map(() =>
      reason("coverage-tolerated", "warn", {
        ...coverageParams(facts),
        minCoveragePercent: facts.criteria.minCoveragePercent,
      }),
    );
}

function isTolerated(
  { evidence, criteria }: ServiceFacts,
  gap: EvidenceGap,
): boolean {
  const { reportingPods, proxiedPods } = evidence.coverage;
  return (
    gap === "partial-coverage" &&
    reportingPods > 0 &&
    reportingPods * 100 >= proxiedPods * criteria.minCoveragePercent
  );
}

function coverageParams({ evidence }: ServiceFacts) {
  const { reportingPods, proxiedPods } = evidence.coverage;
  const { unscrapedS } = evidence;
  return { reporting: reportingPods, pods: proxiedPods, unscrapedS };
}

const GAP_CODES: Readonly<Record<EvidenceGap, ReasonCode>> = {
  "no-telemetry": "no-evidence",
  "partial-coverage": "partial-coverage",
  "no-answer": "no-answer",
  "partial-answer": "partial-answer",
  "window-not-covered": "window-not-covered",
  "proxies-younger-than-window": "proxies-younger-than-window",
  "scrape-gap": "scrape-gap",
  "was-strict": "was-strict",
  "metrics-off": "metrics-off",
  "calls-without-statement": "no-evidence",
};
