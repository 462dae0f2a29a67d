/** Codes whose title, in the reader's language, holds a word that was searched for. Pure. */
import { wordsOf } from "@/lib/api/findings-contract";
import { FINDING_CODES } from "@/lib/mesh/findings/finding";
import type { Language } from "@/lib/words/language";
import { words } from "@/lib/words/words";

/** A letter stands in nearly every title, and says nothing. */
const SHORTEST: Readonly<Record<Language, number>> = { en: 3, zh: 1 };
const MOST_WORDS = 6;

/** @returns as the API takes it, e.g. "0.policy-shadowed,1.policy-invalid"; undefined = none */
export function titledCodes(
  text: string,
  language: Language,
): string | undefined {
  const { codes } = words(language).finding;
  const entries = wordsOf(text)
    .slice(0, MOST_WORDS)
    .flatMap((word, at) =>
      word.length < SHORTEST[language]
        ? []
        : FINDING_CODES.filter((code) =>
            codes[code].title.toLowerCase().includes(word),
          ).map((code) => `${at}.${code}`),
    );
  return entries.length === 0 ? undefined : entries.join(",");
}
