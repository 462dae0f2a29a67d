import type { Reason } from "@/lib/mesh/readiness/reason";
import type { Language } from "./language";
import { reasonFacts } from "./reason-facts";
import type { Sentence } from "./sentence";
import { words } from "./words";

/**
 * A verdict's reason in words: what is the case, and what to do about it.
 * Works on the law's reason as on the contract's.
 */
export function reasonSentence(
  reason: Pick<Reason, "code" | "params" | "objects">,
  language: Language,
): Sentence {
  return words(language).reason[reason.code](reasonFacts(reason, language));
}
