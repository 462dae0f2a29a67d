"use client";
import { type ReactNode, useState } from "react";
import { useWords } from "@/components/layout/preferences";
import { formatCount } from "@/lib/words/figures";

const SHOWN = 3;

/** Names of one sort in a line; of many the first few, and the others on demand. */
export function NameList({
  label,
  names,
  total,
}: {
  label: string;
  names: readonly { readonly key: string; readonly content: ReactNode }[];
  /** How many there are; of those the answer names only some. */
  total: number;
}) {
  const { w, language } = useWords();
  const [all, setAll] = useState(false);
  const shown = all ? names : names.slice(0, SHOWN);
  const hidden = total - shown.length;
  return (
    <div className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-2 text-xs">
      <span className="text-muted">{label}</span>
      <ul className="flex min-w-0 flex-wrap gap-x-3 gap-y-0.5 font-mono">
        {shown.map(({ key, content }) => (
          <li key={key} className="min-w-0 break-words">
            {content}
          </li>
        ))}
        {hidden > 0 ? (
          <li className="font-sans text-muted">
            {shown.length < names.length ? (
              <button
                type="button"
                onClick={() => setAll(true)}
                className="rounded-sm underline decoration-edge underline-offset-3 hover:text-ink"
              >
                {w.finding.more(formatCount(hidden, language))}
              </button>
            ) : (
              w.finding.more(formatCount(hidden, language))
            )}
          </li>
        ) : null}
      </ul>
    </div>
  );
}
