"use client";
import { useWords } from "@/components/layout/preferences";
import { formatCount } from "@/lib/words/figures";
import type { StepClock } from "./step-time";
import type { TrendStep } from "./trend-model";

/** What was counted in the step under the pointer. */
export function StepHint({
  step,
  clock,
}: {
  step: TrendStep;
  clock: StepClock;
}) {
  const { w, language } = useWords();
  const { counts } = step;
  const { figures } = w.service;
  return (
    <div className="rounded-md border border-edge bg-panel px-2.5 py-1.5 text-xs">
      <p className="text-muted">{clock.range(step.fromMs, step.toMs)}</p>
      {counts === null ? (
        <p>{figures.unknown}</p>
      ) : (
        (["plaintext", "noStatement", "mutualTls"] as const)
          .filter((key) => counts[key] > 0 || key === "plaintext")
          .map((key) => (
            <p
              key={key}
              className={
                key === "plaintext" && counts.plaintext > 0
                  ? "font-medium text-plain-ink"
                  : undefined
              }
            >
              {formatCount(counts[key], language)} {figures[key]}
            </p>
          ))
      )}
    </div>
  );
}
