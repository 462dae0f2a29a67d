/** The last second of the year 9999: from then on a year no longer has the four digits of an ISO time. */
const LAST_S = 253_402_300_799;

/** A figure of Prometheus as Unix seconds; null for what is no time that can be told, e.g. NaN. */
export function instantOf(figure: number | undefined): number | null {
  return figure !== undefined && figure >= 0 && figure <= LAST_S
    ? figure
    : null;
}
