"use client";
import { useWords } from "@/components/layout/preferences";
import type { Source } from "@/lib/api/contract";
import { sourceSentence } from "@/lib/words/source-sentence";

/** Why a source is as it is and what helps, in the reader's language; below it the words of the server itself. */
export function SourceReason({ source }: { source: Source }) {
  const { language } = useWords();
  const { title, remedy, quote } = sourceSentence(source, language);
  return (
    <>
      <p className="text-muted wrap-anywhere">
        {language === "zh" ? `${title}${remedy}` : `${title} ${remedy}`}
      </p>
      {quote === null ? null : <ServerWords text={quote} />}
      {source.warnings.map((warning) => (
        <ServerWords key={warning} text={warning} />
      ))}
    </>
  );
}

/** Said by a server, in its own language. */
export function ServerWords({ text }: { text: string }) {
  return (
    <p
      lang="en"
      className="mt-0.5 border-edge border-l-2 pl-2 font-mono text-2xs text-muted leading-4 wrap-anywhere"
    >
      {text}
    </p>
  );
}
