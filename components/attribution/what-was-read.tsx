"use client";
import { useWords } from "@/components/layout/preferences";
import { SourceReason } from "@/components/states/source-reason";
import { useTimeZone } from "@/components/time/use-time-zone";
import type { AttributionDto } from "@/lib/api/attribution-contract";
import { sourceName } from "@/lib/words/source-sentence";
import { readSentences, unreadSources } from "./log-sentences";
import { ReportPart } from "./report-part";

/** So many pods are named; the others are alike. */
const NAMED = 3;

/** What the answer rests on, so that nobody takes a part for the whole. */
export function WhatWasRead({ answer }: { answer: AttributionDto }) {
  const { w, language } = useWords();
  const zone = useTimeZone();
  const words = w.attribution.read;
  const groups = unreadSources(answer.log);
  return (
    <ReportPart title={words.title}>
      <p className="text-muted text-xs">
        {readSentences(answer.log, language, zone).join(" · ")}
      </p>
      {groups.length > 0 ? (
        <ul className="mt-1.5 flex flex-col gap-1 text-xs">
          {groups.map(({ outcome, names, problem }) => (
            <li key={outcome} className="break-words">
              {w.interface.titled(words.outcomes[outcome], "")}
              <span className="text-muted">
                {w.attribution.pods(
                  names.slice(0, NAMED).join(", "),
                  Math.max(0, names.length - NAMED),
                )}
              </span>
              {problem ? (
                <code className="block break-words text-2xs text-muted">
                  {problem}
                </code>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {answer.unread.map((source) => (
        <div key={source.id} className="mt-1 text-xs">
          <p>{words.unread(sourceName(source, language))}</p>
          <SourceReason source={source} />
        </div>
      ))}
    </ReportPart>
  );
}
