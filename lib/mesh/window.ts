/**
 * How far back traffic is judged. A closed list, so that every part asks Prometheus the same few
 * questions and two people who share a link mean the same time.
 */
export const WINDOWS = [
  "5m",
  "15m",
  "1h",
  "6h",
  "24h",
  "3d",
  "7d",
  "30d",
] as const;

export type Window = (typeof WINDOWS)[number];

/** Length of each window in seconds. */
export const WINDOW_SECONDS: Readonly<Record<Window, number>> = {
  "5m": 300,
  "15m": 900,
  "1h": 3_600,
  "6h": 21_600,
  "24h": 86_400,
  "3d": 259_200,
  "7d": 604_800,
  "30d": 2_592_000,
};
