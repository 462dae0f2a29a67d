"use client";
import { TriangleAlert } from "lucide-react";
import { useWords } from "@/components/layout/preferences";
import { Places } from "@/components/states/places";
import { SourceReason } from "@/components/states/source-reason";
import type { Findings } from "@/lib/api/findings-contract";
import { sourceName } from "@/lib/words/source-sentence";

/** An incomplete list never looks like a complete one. */
export function UnreadNotice({ findings }: { findings: Findings }) {
  const { w, language } = useWords();
  if (findings.complete) return null;
  const kinds = [
    ...new Set(findings.unread.map((source) => sourceName(source, language))),
  ];
  return (
    <details className="mt-4 rounded-lg border border-edge bg-panel px-3.5 py-2 text-[0.8125rem]">
      <summary className="flex cursor-pointer list-none gap-2.5">
        <TriangleAlert
          size={14}
          className="mt-0.5 shrink-0 text-plain-ink"
          aria-hidden
        />
        <span role="status" className="min-w-0">
          <b className="font-semibold">
            {w.finding.partial.title}
            {language === "zh" ? "。" : "."}
          </b>{" "}
          <span className="text-muted">
            {w.finding.partial.detail(
              kinds.join(language === "zh" ? "、" : ", "),
            )}
          </span>
        </span>
        <span className="ml-auto shrink-0 underline decoration-edge underline-offset-3">
          {w.page.sources.details}
        </span>
      </summary>
      <ul className="mt-2 flex flex-col gap-2.5 border-rule border-t pt-2.5">
        {findings.unread.map((source) => (
          <li key={source.id} className="pl-6">
            <p>
              <b className="font-semibold">{sourceName(source, language)}</b>{" "}
              <span className="text-muted">
                {w.source[source.state].label} · <Places source={source} />
              </span>
            </p>
            <SourceReason source={source} />
          </li>
        ))}
      </ul>
    </details>
  );
}
