import type { Problem } from "@/lib/api/problem-contract";
import type { Language } from "@/lib/words/language";
import { words } from "@/lib/words/words";

export interface ProblemText {
  readonly title: string;
  /** Empty where only the server could say it, and it does not speak this language. */
  readonly detail: string;
  readonly remedy: string;
  /** The server's own sentence, where it stands for itself; null where it is told already. */
  readonly quote: string | null;
}

/** A refusal of the API in the reader's language. Its details are English: elsewhere they are quoted. Pure. */
export function problemText(
  { code, detail, remedy }: Pick<Problem, "code" | "detail" | "remedy">,
  language: Language,
): ProblemText {
  const own = words(language).problem[code];
  switch (language) {
    case "en":
      return { title: own.title, detail, remedy, quote: null };
    case "zh":
      return { ...own, detail: "", quote: detail === "" ? null : detail };
    default:
      return language satisfies never;
  }
}
