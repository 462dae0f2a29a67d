/** Times and lengths of a chart's steps as people read them. */
import { type Language, LOCALES } from "@/lib/words/language";
import { zoneLast } from "@/lib/words/zone-last";

/** How a chart writes its moments: as exact as its steps, with the day where it spans several, and with the zone. */
export interface StepClock {
  moment(ms: number): string;
  /** e.g. "10:41–10:42 UTC" */
  range(fromMs: number, toMs: number): string;
}

const DAY_MS = 86_400_000;

/**
 * @param spanMs length of the whole chart
 * @param timeZone IANA name
 */
export function stepClock(
  spanMs: number,
  stepMs: number,
  language: Language,
  timeZone: string,
): StepClock {
  const format = new Intl.DateTimeFormat(
    // The 24-hour clock, as everywhere on the page.
    language === "en" ? "en-GB" : LOCALES[language],
    {
      ...(spanMs >= DAY_MS
        ? ({ day: "numeric", month: "short" } as const)
        : {}),
      hour: "2-digit",
      minute: "2-digit",
      ...(stepMs < 60_000 ? ({ second: "2-digit" } as const) : {}),
      timeZoneName: "short",
      timeZone,
    },
  );
  return {
    moment: (ms) => zoneLast(format.formatToParts(ms), language),
    range: (fromMs, toMs) =>
      zoneLast(format.formatRangeToParts(fromMs, toMs), language),
  };
}

/** The exact length of a step, e.g. "15 sec" or "2 hr 48 min". */
export function stepLength(seconds: number, language: Language): string {
  const parts = [
    { unit: "hour", value: Math.floor(seconds / 3_600) },
    { unit: "minute", value: Math.floor((seconds % 3_600) / 60) },
    { unit: "second", value: seconds % 60 },
  ];
  return parts
    .filter(({ value }) => value > 0)
    .map(({ unit, value }) =>
      new Intl.NumberFormat(LOCALES[language], {
        style: "unit",
        unit,
        unitDisplay: "short",
      }).format(value),
    )
    .join(language === "zh" ? "" : " ");
}
