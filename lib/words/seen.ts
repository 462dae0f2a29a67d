/**
 * When something was seen, as exactly as it is known: telemetry tells in which step of the window, and a step of a
 * long window lasts hours. A moment is the end of its step, which is the latest it can have been.
 */
import { formatAgo, formatMoment, LARGEST_FIRST, spaced } from "./figures";
import { type Language, LOCALES } from "./language";
import { words } from "./words";

/** What moments of one reading are measured by. */
export interface Reading {
  /** RFC 3339; the moment the figures speak of. */
  readonly at: string;
  /** What was seen at a moment was seen at it or up to so much earlier. */
  readonly stepSeconds: number;
}

/** The reading of a snapshot; null = no figures. */
export function readingOf({
  trafficAsOf,
  stepSeconds,
}: {
  readonly trafficAsOf: string | null;
  readonly stepSeconds: number;
}): Reading | null {
  return trafficAsOf === null ? null : { at: trafficAsOf, stepSeconds };
}

/** Up to here a moment is as good as its step. */
const EXACT_S = 60;

const MINUTE = { unit: "minute", seconds: EXACT_S } as const;
/** A longer step is never as exact as a second. */
const UNITS = LARGEST_FIRST.filter(({ seconds }) => seconds >= EXACT_S);

/** How long ago, e.g. "≤ 8 hr. ago", "6–13 hr. ago" or "3 min. ago"; "now" only where that is known. */
export function formatSeen(
  iso: string,
  { at, stepSeconds }: Reading,
  language: Language,
): string {
  const atMs = Date.parse(at);
  const nearS = Math.max(0, (atMs - Date.parse(iso)) / 1_000);
  if (stepSeconds <= EXACT_S || Number.isNaN(nearS)) {
    return formatAgo(iso, atMs, language);
  }
  const farS = nearS + stepSeconds;
  // In the largest unit of which there are two: "20–35 hours" says more than "up to 2 days".
  const { unit, seconds } =
    UNITS.find((each) => farS >= 2 * each.seconds) ?? MINUTE;
  const from = Math.floor(nearS / seconds);
  const to = Math.ceil(farS / seconds);
  if (from > 0 && to - from <= 1)
    return ago(String(from), from, unit, language);
  return ago(from === 0 ? `≤ ${to}` : `${from}–${to}`, to, unit, language);
}

/** A moment in full; where it is the end of a long step, as the latest possible one. */
export function formatLatest(
  iso: string,
  reading: Reading | null,
  language: Language,
  timeZone: string,
): string {
  const moment = formatMoment(iso, language, timeZone);
  return (reading?.stepSeconds ?? 0) <= EXACT_S
    ? moment
    : words(language).time.atTheLatest(moment);
}

/** @param figure stands where the count would, which only decides how the unit is written */
function ago(
  figure: string,
  count: number,
  unit: Intl.RelativeTimeFormatUnit,
  language: Language,
): string {
  const said = AGES[language]
    .formatToParts(-count, unit)
    .map(({ type, value }) => (type === "integer" ? figure : value))
    .join("");
  return spaced(said, language);
}

const AGES = {
  en: new Intl.RelativeTimeFormat(LOCALES.en, { style: "short" }),
  zh: new Intl.RelativeTimeFormat(LOCALES.zh, { style: "short" }),
} as const satisfies Record<Language, unknown>;
