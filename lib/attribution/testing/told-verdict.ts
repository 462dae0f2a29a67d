import type { MatrixRow } from "@/lib/mesh/matrix/matrix";
import type { ReasonCode } from "@/lib/mesh/readiness/reason";

/**
 * What the matrix says of one service, for a table that reads like a page: mode, evidence, verdict, and then
 * every reason as "E02 B destination-rule-not-mutual web", of which the last word is the client namespace.
 */
export function toldVerdict({
  policy,
  evidence,
  verdict,
}: MatrixRow): readonly string[] {
  return [
    policy.mode,
    evidence.state,
    verdict.state,
    ...verdict.reasons.map(({ code, level, params }) =>
      [E_NUMBERS[code], LEVELS[level], code, params.namespace]
        .filter((word) => word !== undefined)
        .join(" "),
    ),
  ];
}

const LEVELS = { block: "B", warn: "W", info: "I" } as const;

/** Of the preflight rules (semantics E), as far as the scenarios meet them; what is no finding has none. */
const E_NUMBERS: Partial<Readonly<Record<ReasonCode, string>>> = {
  "plaintext-seen": "E01",
  "destination-rule-not-mutual": "E02",
  "auto-mtls-off": "E03",
  "no-evidence": "E06",
  "no-traffic": "E06",
  "was-strict": "E06",
  "unmeshed-workloads": "E07",
  "pods-without-proxy": "E08",
  "probes-not-rewritten": "E10",
  "reached-from-outside": "E13",
  "gateway-callers": "E15",
  "cron-jobs-without-proxy": "E16",
  "exceptions-remain": "E18",
  "one-way-tls-possible": "E20",
  "shared-pods": "E21",
  "not-assessable": "E23",
};
