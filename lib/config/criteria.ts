import {
  CRITERIA_SCHEMAS,
  type Criteria,
  STRICT_CRITERIA,
} from "@/lib/mesh/readiness/criteria";
import type { EnvironmentReader } from "./environment";

/** What holds where a criterion is left unset: strict in all but the window, of which nobody can know what is enough. */
const WHERE_UNSET: Readonly<Record<keyof Criteria, string>> = {
  minWindowS: "any window will do",
  maxPlaintext: "no plaintext is tolerated",
  quietPeriodS: "plaintext counts as long as the window holds it",
  minCoveragePercent: "every pod with a proxy must send telemetry",
};

/** What a service must show before it counts as ready. */
export function readCriteria(env: EnvironmentReader): Criteria {
  const read = <K extends keyof Criteria>(setting: string, field: K) =>
    env.parsed<Criteria[K]>(
      setting,
      CRITERIA_SCHEMAS[field],
      STRICT_CRITERIA[field],
      `Correct it, or leave it unset: then ${WHERE_UNSET[field]}.`,
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
