import type { Language } from "@/lib/words/language";

/** Whole sentences in a row, with the gap their language puts between them. */
export function sentences(all: readonly string[], language: Language): string {
  return all.join(language === "zh" ? "" : " ");
}
