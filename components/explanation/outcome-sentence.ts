/** How one call ends, in words. */
import type { ClientExplanation } from "@/lib/mesh/explanation/explanation";
import type { Language } from "@/lib/words/language";
import { words } from "@/lib/words/words";

export interface OutcomeSentence {
  /** e.g. "Fails" */
  readonly title: string;
  /** How, as the caller sees it; null where the title says it all. */
  readonly how: string | null;
}

export function outcomeSentence(
  { outcome, kind }: Pick<ClientExplanation, "outcome" | "kind">,
  language: Language,
): OutcomeSentence {
  const w = words(language).explanation.clients;
  switch (outcome.result) {
    case "works":
      return { title: w.works[outcome.over], how: null };
    case "depends-on-application":
      return { title: w.depends, how: w.dependsHow };
    case "depends-on-hbone":
      return { title: w.dependsOnHbone, how: w.dependsOnHboneHow };
    case "fails":
      return { title: w.fails, how: w.how[outcome.how][kind] };
    default:
      return outcome satisfies never;
  }
}
