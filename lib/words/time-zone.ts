/** In whose time moments are written: the reader's own, or UTC, in which teams and logs agree. */
export const TIME_ZONES = ["local", "utc"] as const;
export type TimeZoneChoice = (typeof TIME_ZONES)[number];

export const TIME_ZONE_COOKIE = "zone";

/** Cookies come from outside: what is no choice is the reader's own time. */
export function parseTimeZone(value: string | undefined): TimeZoneChoice {
  return TIME_ZONES.find((choice) => choice === value) ?? "local";
}
