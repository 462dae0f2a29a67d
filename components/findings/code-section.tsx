"use client";
import { useState } from "react";
import { useWords } from "@/components/layout/preferences";
import { Button } from "@/components/ui/button";
import type { Window } from "@/lib/api/contract";
import { formatCount } from "@/lib/words/figures";
import type { CodeGroup } from "./finding-groups";
import { FindingItem } from "./finding-item";

/** So many of one code stand in view; one more than this is not worth a button. */
const SHOWN = 5;

/** All findings of one code: they read alike, so only the first few are open. */
export function CodeSection({
  group,
  known,
  window,
}: {
  group: CodeGroup;
  known: ReadonlySet<string>;
  window: Window;
}) {
  const { w, language } = useWords();
  const [all, setAll] = useState(false);
  const { code, severity, title, total, objects } = group;
  const folds = objects.length > SHOWN + 1;
  const shown = folds && !all ? objects.slice(0, SHOWN) : objects;
  const heading = `${severity}-${code}`;
  return (
    <section
      aria-labelledby={heading}
      className="grid gap-x-8 border-rule border-b py-4 last:border-b-0 md:grid-cols-[14rem_minmax(0,1fr)]"
    >
      <div className="mb-1.5 self-start md:sticky md:top-4">
        <h3 id={heading} className="font-semibold">
          {title}
          {total > 1 ? (
            <span className="ml-1.5 whitespace-nowrap font-normal text-muted">
              {formatCount(total, language)}
            </span>
          ) : null}
        </h3>
        <p className="break-all font-mono text-2xs text-muted">
          <span className="sr-only">{w.finding.code}: </span>
          {code}
        </p>
      </div>
      <div className="min-w-0">
        <ul className="flex flex-col [&>li]:border-rule [&>li]:border-b [&>li]:py-3 [&>li:first-child]:pt-0 [&>li:last-child]:border-b-0 [&>li:last-child]:pb-0">
          {shown.map((object) => (
            <FindingItem
              key={object.key}
              group={object}
              known={known}
              window={window}
            />
          ))}
        </ul>
        {folds ? (
          <Button
            tone="quiet"
            className="mt-3"
            aria-expanded={all}
            onClick={() => setAll(!all)}
          >
            {all
              ? w.finding.showFewer
              : w.finding.showAll(formatCount(objects.length, language))}
          </Button>
        ) : null}
      </div>
    </section>
  );
}
