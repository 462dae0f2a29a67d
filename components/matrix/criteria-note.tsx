"use client";
import { useWords } from "@/components/layout/preferences";
import type { ServiceRow } from "@/lib/api/contract";
import { formatCount, formatDuration } from "@/lib/words/figures";

/** What was asked of a service before it counts as ready: it stands wherever its verdict does. */
export function CriteriaNote({
  criteria,
}: {
  criteria: ServiceRow["criteria"];
}) {
  const { w, language } = useWords();
  const words = w.criteria;
  const { minWindowSeconds, maxPlaintext, quietPeriodSeconds } = criteria;
  const parts = [
    ...(minWindowSeconds > 0
      ? [words.window(formatDuration(minWindowSeconds, language))]
      : []),
    words.plaintext(formatCount(maxPlaintext, language)),
    ...(quietPeriodSeconds === null
      ? []
      : [words.quiet(formatDuration(quietPeriodSeconds, language))]),
    words.coverage(formatCount(criteria.minCoveragePercent, language)),
    words.from[criteria.from],
  ];
  return (
    <p className="mt-2 text-muted text-xs">
      {w.interface.titled(words.label, parts.join(" · "))}
    </p>
  );
}
