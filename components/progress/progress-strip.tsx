"use client";
import { useWords } from "@/components/layout/preferences";
import type { Snapshot } from "@/lib/api/contract";
import { formatCount } from "@/lib/words/figures";
import { LockBand, type VerdictState } from "./lock-band";
import { TrafficSentence } from "./traffic-sentence";

/** Five seconds: how far the mesh is, and what share of its calls is protected. */
export function ProgressStrip({
  snapshot,
  chosen,
  onChoose,
}: {
  snapshot: Snapshot;
  chosen: readonly VerdictState[];
  onChoose: (chosen: VerdictState[]) => void;
}) {
  const { w, language } = useWords();
  const { totals } = snapshot;
  const all =
    totals.locked +
    totals.ready +
    totals.readyWithWarnings +
    totals.blocked +
    totals.unknown;
  const count = (n: number) => formatCount(n, language);
  return (
    <section
      aria-label={w.page.progress.label}
      className="grid items-center gap-x-8 gap-y-4 py-5 md:grid-cols-[auto_1fr] xl:grid-cols-[auto_minmax(16rem,1fr)_auto] min-[87.5rem]:grid-cols-[auto_minmax(36rem,1fr)_auto]"
    >
      <h1 className="flex flex-wrap items-baseline gap-x-2 whitespace-nowrap">
        <span className="font-semibold text-[2.125rem] leading-10 tracking-tight">
          {w.page.progress.of(count(totals.locked), count(all))}
        </span>
        <span className="text-base text-muted">
          {w.page.progress.servicesLocked}
        </span>
      </h1>
      <LockBand
        counts={{
          LOCKED: totals.locked,
          READY: totals.ready,
          READY_WITH_WARNINGS: totals.readyWithWarnings,
          BLOCKED: totals.blocked,
          UNKNOWN: totals.unknown,
        }}
        chosen={chosen}
        onChoose={onChoose}
      />
      <TrafficSentence snapshot={snapshot} />
    </section>
  );
}
