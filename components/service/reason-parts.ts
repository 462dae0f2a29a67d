/** The verdict's reasons after the first, by what they weigh. Pure. */
import type { ServiceDetail } from "@/lib/api/service-detail-contract";
import { coverageView } from "./coverage-view";

type Reasons = ServiceDetail["verdict"]["reasons"];

export interface ReasonParts {
  readonly blocking: Reasons;
  readonly warning: Reasons;
  /** Good to know; decides nothing. */
  readonly knowing: Reasons;
}

/** Without the first reason, which the verdict itself says, and without what is said with the evidence. */
export function otherReasons(
  row: Pick<ServiceDetail, "verdict" | "coverage">,
): ReasonParts {
  const { missing } = coverageView(row);
  const rest = row.verdict.reasons
    .slice(1)
    .filter((reason) => !missing.includes(reason));
  const of = (level: Reasons[number]["level"]) =>
    rest.filter((reason) => reason.level === level);
  return { blocking: of("block"), warning: of("warn"), knowing: of("info") };
}
