/**
 * Counts and times as people read them. Nothing rounds towards good: what is bad rounds up,
 * what is good rounds down, and an age rounds down, so that plaintext never looks older than it is.
 */
import type { Window } from "@/lib/mesh/window";
import { type Language, LOCALES } from "./language";

/** A whole count with grouping, e.g. "12,345". Counts in the contract are whole already. */
export function formatCount(count: number, language: Language): string {
  return new Intl.NumberFormat(LOCALES[language]).format(count);
}

/**
 * A count for narrow places, e.g. "48.1M" or "4810万".
 * @param rounding "down" for what is good (mutual TLS), "up" for everything else
 */
export function formatCompactCount(
  count: number,
  language: Language,
  rounding: "up" | "down",
): string {
  return new Intl.NumberFormat(LOCALES[language], {
    notation: "compact",
    maximumSignificantDigits: 3,
    roundingMode: rounding === "up" ? "ceil" : "floor",
  }).format(count);
}

/** A length of time in its largest whole unit, rounded down, e.g. "3 minutes" or "3 分钟". */
export function formatDuration(seconds: number, language: Language): string {
  const { value, unit } = largestUnit(seconds);
  return new Intl.NumberFormat(LOCALES[language], {
    style: "unit",
    unit,
    unitDisplay: "long",
  }).format(value);
}

/** How long ago, e.g. "3 min. ago"; under ten seconds "now". The clock is the caller's. */
export function formatAgo(
  iso: string,
  nowMs: number,
  language: Language,
): string {
  const seconds = Math.max(0, (nowMs - Date.parse(iso)) / 1_000);
  if (Number.isNaN(seconds)) return "–";
  const format = new Intl.RelativeTimeFormat(LOCALES[language], {
    style: "short",
    numeric: "auto",
  });
  if (seconds < 10) return format.format(0, "second");
  const { value, unit } = largestUnit(seconds);
  return new Intl.RelativeTimeFormat(LOCALES[language], {
    style: "short",
  }).format(-value, unit);
}

/** A moment in full, e.g. "22 Nov 2026, 10:42:07 UTC". */
export function formatMoment(
  iso: string,
  language: Language,
  timeZone: string,
): string {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return "–";
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : "zh-CN", {
    dateStyle: "medium",
    timeStyle: "long",
    timeZone,
  }).format(time);
}

/** The window's own short name, e.g. "24 h" or "24 小时". */
export function formatWindow(window: Window, language: Language): string {
  const match = /^(\d+)([mhd])$/.exec(window);
  const unit = WINDOW_UNITS[language][match?.[2] ?? ""] ?? "";
  return `${match?.[1] ?? window}\u00a0${unit}`;
}

const WINDOW_UNITS: Readonly<
  Record<Language, Readonly<Record<string, string>>>
> = {
  en: { m: "min", h: "h", d: "days" },
  zh: { m: "分钟", h: "小时", d: "天" },
};

const UNITS = [
  { unit: "day", seconds: 86_400 },
  { unit: "hour", seconds: 3_600 },
  { unit: "minute", seconds: 60 },
  { unit: "second", seconds: 1 },
] as const;

function largestUnit(seconds: number) {
  const found = UNITS.find((unit) => seconds >= unit.seconds);
  const { unit, seconds: length } = found ?? { unit: "second", seconds: 1 };
  return { unit, value: Math.floor(seconds / length) };
}
