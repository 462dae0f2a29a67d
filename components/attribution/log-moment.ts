import type { Language } from "@/lib/words/language";

/** A moment to the second in the reader's own time zone, e.g. "22 Nov, 10:41:07". */
export function logMoment(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : "zh-CN", {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).format(Date.parse(iso));
}
