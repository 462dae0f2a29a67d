import type { Language } from "@/lib/words/language";
import { zoneLast } from "@/lib/words/zone-last";

/** A moment to the second, with its zone, e.g. "22 Nov, 10:41:07 UTC". */
export function logMoment(
  iso: string,
  language: Language,
  timeZone: string,
): string {
  const format = new Intl.DateTimeFormat(
    language === "en" ? "en-GB" : "zh-CN",
    {
      day: "numeric",
      month: "short",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      timeZoneName: "short",
      timeZone,
    },
  );
  return zoneLast(format.formatToParts(Date.parse(iso)), language);
}
