import type { Language } from "@/lib/words/language";
import type { Sentence } from "@/lib/words/sentence";
import { words } from "@/lib/words/words";
import type { CallerWhy } from "./caller-why";

/** What made a caller send plaintext, and what helps. */
export function callerWhySentence(
  why: CallerWhy,
  language: Language,
): Sentence {
  const w = words(language).service.callers.why;
  switch (why.kind) {
    case "no-name":
    case "unexplained":
      return w[why.kind];
    case "rule": {
      const { namespace, name } = why.rule;
      return {
        title: w.rule.title(why.namespace, `${namespace}/${name}`),
        remedy: w.rule.remedy,
      };
    }
    case "auto-mtls-off":
    case "inferred":
    case "told-mutual-tls": {
      const { title, remedy } = w[why.kind];
      return { title: title(why.namespace), remedy };
    }
    default:
      return why satisfies never;
  }
}
