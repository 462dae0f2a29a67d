/** What all logs of a service together say, and how much that is worth. */
import type { Attribution } from "./attribute-calls";
import type { LogSources } from "./log-sources";
import type { SourceReading } from "./read-log-source";

export const LOG_VERDICTS = [
  /** Calls in plaintext were read, named or not. */
  "plaintext-found",
  /** Every proxy's log was read whole and understood, and every call in it proved mutual TLS. */
  "none-in-these-logs",
  /** The same of a part of the logs or of the calls; the rest may be anything. */
  "none-in-what-was-read",
  /** Not one line of an access log was understood: nothing is known of any caller. */
  "nothing-read",
] as const;
export type LogVerdict = (typeof LOG_VERDICTS)[number];

export function logVerdict(
  { leftOut, withoutZtunnel, withoutProxy }: Omit<LogSources, "sources">,
  readings: readonly SourceReading[],
  attribution: Attribution,
): LogVerdict {
  const { callers, notAttributed, transportUnknown, mutualTlsClaimed } =
    attribution;
  const { unknownAddresses, ambiguous, claimedByHeader, withoutAddress } =
    notAttributed;
  const isFound =
    callers.length > 0 ||
    unknownAddresses.length > 0 ||
    ambiguous.length > 0 ||
    claimedByHeader + withoutAddress > 0;
  if (isFound) return "plaintext-found";
  if (!readings.some(({ outcome }) => outcome === "read")) {
    return "nothing-read";
  }
  const isWhole =
    leftOut + withoutZtunnel + withoutProxy === 0 &&
    transportUnknown + mutualTlsClaimed === 0 &&
    readings.every(isComplete);
  return isWhole ? "none-in-these-logs" : "none-in-what-was-read";
}

/** Everything that arrived in the time its lines span is in it. */
function isComplete(reading: SourceReading): boolean {
  const { outcome, missing, notUnderstood, logging } = reading;
  return (
    outcome === "read" &&
    missing === "none" &&
    notUnderstood === 0 &&
    // A ztunnel has no such setting; its lines speak for themselves.
    (logging === null || (logging.state === "on" && logging.filter !== "other"))
  );
}
