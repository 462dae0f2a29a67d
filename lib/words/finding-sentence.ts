import type { FindingCode, FindingOf } from "@/lib/mesh/findings/finding";
import { findingFacts } from "./finding-facts";
import type { Language } from "./language";
import { words } from "./words";

export interface FindingSentence {
  readonly title: string;
  readonly sentence: string;
  readonly remedy: string;
}

/** A finding in words; works on the law's as on the contract's. */
export function findingSentence<C extends FindingCode>(
  finding: Omit<FindingOf<C>, "severity">,
  language: Language,
): FindingSentence {
  const { title, sentence, remedy } =
    words(language).finding.codes[finding.code];
  const facts = findingFacts(finding, language);
  return { title, sentence: sentence(facts), remedy: remedy(facts) };
}
