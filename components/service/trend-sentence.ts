/** One chart in a few sentences: below it for everybody, and as its name for who cannot see it. */
import { formatCount } from "@/lib/words/figures";
import type { Language } from "@/lib/words/language";
import { words } from "@/lib/words/words";
import type { StepClock } from "./step-time";
import type { UnitTrend } from "./trend-model";

/** e.g. "Plaintext in 12 of 60 steps, last 10:41–10:42. 4 steps without figures." */
export function trendSentence(
  { steps, kinds, plaintext }: UnitTrend,
  clock: StepClock,
  language: Language,
): string {
  const w = words(language).service;
  const count = (n: number) => formatCount(n, language);
  const last = plaintext.at(-1);
  const lastStep = last && steps[last.last];
  const facts = [
    lastStep
      ? w.plaintext(
          count(kinds.plaintext),
          count(steps.length),
          clock.range(lastStep.fromMs, lastStep.toMs),
        )
      : w.noPlaintext(count(steps.length - kinds.unknown)),
  ];
  if (kinds.no_statement > 0)
    facts.push(w.noStatement(count(kinds.no_statement)));
  if (kinds.unknown > 0) facts.push(w.unknown(count(kinds.unknown)));
  return facts.join(language === "zh" ? "" : " ");
}
