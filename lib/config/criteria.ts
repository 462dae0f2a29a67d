import {
  CRITERIA_SCHEMAS,
  type Criteria,
  STRICT_CRITERIA,
} from "@/lib/mesh/readiness/criteria";
import type { EnvironmentReader } from "./environment";

/** What a service must show before it counts as ready; what is left unset stays as strict as it can be. */
export function readCriteria(env: EnvironmentReader): Criteria {
  const read = <K extends keyof Criteria>(setting: string, field: K) =>
    env.parsed<Criteria[K]>(
      setting,
      CRITERIA_SCHEMAS[field],
      STRICT_CRITERIA[field],
      "Correct it, or leave it unset for the strictest answer.",
    );
  return {
    minWindowS: read("LOCKSTEP_CRITERIA_MIN_WINDOW", "minWindowS"),
    maxPlaintext: read("LOCKSTEP_CRITERIA_MAX_PLAINTEXT", "maxPlaintext"),
    quietPeriodS: read("LOCKSTEP_CRITERIA_QUIET_PERIOD", "quietPeriodS"),
    minCoveragePercent: read(
      "LOCKSTEP_CRITERIA_MIN_COVERAGE",
      "minCoveragePercent",
    ),
  };
}
