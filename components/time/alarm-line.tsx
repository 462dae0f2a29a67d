"use client";
import { TriangleAlert } from "lucide-react";
import { useWords } from "@/components/layout/preferences";
import { useNow } from "@/components/layout/use-now";
import type { Snapshot } from "@/lib/api/contract";
import { formatDuration } from "@/lib/words/figures";
import { type Alarm, ageSeconds } from "./alarm";

const TICK_MS = 1_000;

/** What is away, and how old what is shown is. The banner below tells a screen reader, once and not by the second. */
export function AlarmLine({
  alarm,
  snapshot,
}: {
  alarm: Alarm;
  snapshot: Snapshot;
}) {
  const { w, language } = useWords();
  const now = useNow(TICK_MS);
  const age = ageSeconds(alarm.since, snapshot, now);
  return (
    <span className="inline-flex items-center gap-2 rounded-md border-2 border-plain bg-panel px-2 py-1 font-semibold text-[0.8125rem] text-plain-ink">
      <TriangleAlert size={15} className="shrink-0" aria-hidden />
      {w.time.alarm[alarm.code](formatDuration(age, language))}
    </span>
  );
}
