"use client";
import clsx from "clsx";
import { CircleCheck, CircleDashed, type LucideIcon } from "lucide-react";
import { useWords } from "@/components/layout/preferences";
import type { Snapshot } from "@/lib/api/contract";
import type { ServiceDetail } from "@/lib/api/service-detail-contract";
import { formatCount, formatWindow } from "@/lib/words/figures";
import { type CoverageState, coverageView } from "./coverage-view";

const LOOKS: Record<CoverageState, { icon: LucideIcon; look: string }> = {
  complete: { icon: CircleCheck, look: "border-ink text-ink" },
  partial: { icon: CircleDashed, look: "border-dashed border-faint text-ink" },
  none: { icon: CircleDashed, look: "border-dashed border-faint text-ink" },
  no_proxy: { icon: CircleDashed, look: "border-dashed border-faint text-ink" },
  no_pods: { icon: CircleDashed, look: "border-dashed border-faint text-ink" },
};

/** How much stands behind the verdict, in one line: a word, a figure and the time. */
export function CoverageBadge({
  row,
  snapshot,
}: {
  row: ServiceDetail;
  snapshot: Snapshot;
}) {
  const { w, language } = useWords();
  const words = w.service.coverage;
  const { state } = coverageView(row);
  const { icon: Icon, look } = LOOKS[state];
  const { reportingPods, proxiedPods, pods } = row.coverage;
  const count = (figure: number) => formatCount(figure, language);
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs">
      <span
        data-coverage={state}
        className={clsx(
          "inline-flex h-5 items-center gap-1.5 rounded border px-1.5 font-medium text-2xs",
          look,
        )}
      >
        <Icon size={11} strokeWidth={2.4} aria-hidden />
        {w.interface.titled(words.title, words.state[state])}
      </span>
      <span className="text-muted">
        {[
          words.badge(count(reportingPods), count(proxiedPods)),
          ...(pods > proxiedPods
            ? [words.facts.withoutProxy(count(pods - proxiedPods))]
            : []),
          formatWindow(snapshot.window, language),
        ].join(" · ")}
      </span>
    </span>
  );
}
