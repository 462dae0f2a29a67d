"use client";
import { useWords } from "@/components/layout/preferences";
import type { Source } from "@/lib/api/contract";
import type { Language } from "@/lib/words/language";
import {
  type SourceSentence,
  sourceSentence,
  warningSentence,
} from "@/lib/words/source-sentence";

/** Why a source is as it is and what helps, in the reader's language; below it the words of the server itself. */
export function SourceReason({ source }: { source: Source }) {
  const { language } = useWords();
  return (
    <>
      <Said sentence={sourceSentence(source, language)} language={language} />
      {source.warnings.map((warning) => (
        <Said
          key={warning.message}
          sentence={warningSentence(warning, language)}
          language={language}
        />
      ))}
    </>
  );
}

function Said({
  sentence: { title, remedy, quote },
  language,
}: {
  sentence: SourceSentence;
  language: Language;
}) {
  return (
    <>
      <p className="text-muted wrap-anywhere">
        {language === "zh" ? `${title}${remedy}` : `${title} ${remedy}`}
      </p>
      {quote === null ? null : <ServerWords text={quote} />}
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
