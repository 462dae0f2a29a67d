"use client";
import { useWords } from "@/components/layout/preferences";
import type { Source } from "@/lib/api/contract";
import { formatCount } from "@/lib/words/figures";

/** One more than this is not worth a word of its own. */
const NAMED = 5;

/** Which namespaces a statement is about; of a thousand the first few, and how many more. */
export function Places({
  source: { namespaces },
}: {
  source: Pick<Source, "namespaces">;
}) {
  const { w, language } = useWords();
  if (namespaces.length === 0) return w.page.sources.wholeCluster;
  const named =
    namespaces.length > NAMED + 1 ? namespaces.slice(0, NAMED) : namespaces;
  const more = namespaces.length - named.length;
  const list = named.join(language === "zh" ? "、" : ", ");
  return (
    <span title={more === 0 ? undefined : namespaces.slice(NAMED).join(", ")}>
      {more === 0
        ? list
        : `${list} ${w.finding.more(formatCount(more, language))}`}
    </span>
  );
}
