/**
 * Counts and times as people read them. Nothing rounds towards good: what is bad rounds up,
 * what is good rounds down, and an age rounds down, so that plaintext never looks older than it is.
 */
import { type Window, type WindowUnit, windowSeconds } from "@/lib/mesh/window";
import { type Language, LOCALES } from "./language";
import { zoneLast } from "./zone-last";

/** A whole count with grouping, e.g. "12,345". Counts in the contract are whole already. */
export function formatCount(count: number, language: Language): string {
  return COUNTS[language].format(count);
}

/** Made once: making one takes longer than all that it formats for a screen of the matrix. */
const COUNTS: Readonly<Record<Language, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat(LOCALES.en),
  zh: new Intl.NumberFormat(LOCALES.zh),
};

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
  const format = new Intl.NumberFormat(LOCALES[language], {
    style: "unit",
    unit,
    unitDisplay: "long",
  });
  return spaced(format.format(value), language);
}

/** How long ago, e.g. "3 min. ago"; under ten seconds "now". The clock is the caller's. */
export function formatAgo(
  iso: string,
  nowMs: number,
  language: Language,
): string {
  const seconds = Math.max(0, (nowMs - Date.parse(iso)) / 1_000);
  if (Number.isNaN(seconds)) return "–";
  if (seconds < 10) return AGES[language].named.format(0, "second");
  const { value, unit } = largestUnit(seconds);
  return spaced(AGES[language].counted.format(-value, unit), language);
}

/** A figure and its Chinese unit stand apart, as they do everywhere else on the page; Intl joins them. */
export function spaced(text: string, language: Language): string {
  return language === "zh"
    ? text.replace(/(\d)(?=\p{Script=Han})/gu, "$1\u00a0")
    : text;
}

const AGES = {
  en: agesIn(LOCALES.en),
  zh: agesIn(LOCALES.zh),
} as const satisfies Record<Language, unknown>;

/** "now" has a name of its own; "yesterday" would be one too, and is less exact than a count. */
function agesIn(locale: string) {
  return {
    named: new Intl.RelativeTimeFormat(locale, {
      style: "short",
      numeric: "auto",
    }),
    counted: new Intl.RelativeTimeFormat(locale, { style: "short" }),
  };
}

/** A moment in full, e.g. "22 Nov 2026, 10:42:07 UTC". */
export function formatMoment(
  iso: string,
  language: Language,
  timeZone: string,
): string {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return "–";
  const format = new Intl.DateTimeFormat(
    language === "en" ? "en-GB" : "zh-CN",
    {
      dateStyle: "medium",
      timeStyle: "long",
      timeZone,
    },
  );
  return zoneLast(format.formatToParts(time), language);
}

/** A moment of the last day or so, e.g. "10:42:07 UTC"; with its day where it is older. */
export function formatClock(
  iso: string,
  nowMs: number,
  language: Language,
  timeZone: string,
): string {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return "–";
  const far = Math.abs(nowMs - time) > 12 * 3_600_000;
  const format = new Intl.DateTimeFormat(
    language === "en" ? "en-GB" : "zh-CN",
    {
      ...(far ? ({ day: "numeric", month: "short" } as const) : {}),
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      timeZoneName: "short",
      timeZone,
    },
  );
  return zoneLast(format.formatToParts(time), language);
}

/** The window's length, exactly, e.g. "24 h", "1 h 30 min" or "10 天"; in days from two days on. */
export function formatWindow(window: Window, language: Language): string {
  const minutes = windowSeconds(window) / 60;
  const days = minutes < 2_880 ? 0 : Math.floor(minutes / 1_440);
  const parts = [
    [days, "d"],
    [Math.floor((minutes - days * 1_440) / 60), "h"],
    [minutes % 60, "m"],
  ] as const;
  return parts
    .filter(([figure]) => figure > 0)
    .map(([figure, unit]) => `${figure}\u00a0${WINDOW_UNITS[language][unit]}`)
    .join("\u00a0");
}

const WINDOW_UNITS = {
  en: { m: "min", h: "h", d: "days" },
  zh: { m: "分钟", h: "小时", d: "天" },
} as const satisfies Record<Language, Record<WindowUnit, string>>;

/** Units of time an age is said in. */
export const LARGEST_FIRST = [
  { unit: "day", seconds: 86_400 },
  { unit: "hour", seconds: 3_600 },
  { unit: "minute", seconds: 60 },
  { unit: "second", seconds: 1 },
] as const;

function largestUnit(seconds: number) {
  const found = LARGEST_FIRST.find((unit) => seconds >= unit.seconds);
  const { unit, seconds: length } = found ?? { unit: "second", seconds: 1 };
  return { unit, value: Math.floor(seconds / length) };
}
