"use client";
import { TriangleAlert } from "lucide-react";
import { useWords } from "@/components/layout/preferences";
import type { ServiceExplanation } from "@/lib/api/explanation-contract";
import { reasonSentence } from "@/lib/words/reason-sentence";

/** What could not be read of what decides: above everything that may be wrong without it. */
export function Unreadable({
  codes,
}: {
  codes: ServiceExplanation["unreadable"];
}) {
  const { w, language } = useWords();
  if (codes.length === 0) return null;
  const words = w.explanation.unreadable;
  return (
    <div
      role="status"
      className="mb-3 flex gap-2.5 rounded-md border border-edge border-dashed px-3 py-2 text-xs"
    >
      <TriangleAlert
        size={14}
        className="mt-0.5 shrink-0 text-plain-ink"
        aria-hidden
      />
      <div className="min-w-0">
        <p className="font-medium">{words.title}</p>
        <ul className="text-muted">
          {codes.map((code) => {
            const bare = { code, params: {}, objects: [] };
            const { title, remedy } = reasonSentence(bare, language);
            return (
              <li key={code}>
                {title} {remedy}
              </li>
            );
          })}
        </ul>
        <p>{words.consequence}</p>
      </div>
    </div>
  );
}
