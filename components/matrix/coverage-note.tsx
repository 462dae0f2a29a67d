"use client";
import { useWords } from "@/components/layout/preferences";
import type { ServiceRow } from "@/lib/api/contract";
import { formatCount } from "@/lib/words/figures";

/** How many of the pods behind a service its figures speak for. */
export function CoverageNote({
  coverage: { reportingPods, proxiedPods, pods },
}: {
  coverage: ServiceRow["coverage"];
}) {
  const { w, language } = useWords();
  const count = (n: number) => formatCount(n, language);
  return (
    <p className="mt-2 text-muted text-xs">
      {w.matrix.panel.coverage(
        count(reportingPods),
        count(proxiedPods),
        count(pods),
      )}
    </p>
  );
}
