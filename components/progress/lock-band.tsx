"use client";
import clsx from "clsx";
import { useWords } from "@/components/layout/preferences";
import type { ServiceRow } from "@/lib/api/contract";
import { VERDICT_STATES } from "@/lib/mesh/readiness/reason";
import { formatCount } from "@/lib/words/figures";

export type VerdictState = ServiceRow["verdict"]["state"];

const BANDS: Record<VerdictState, string> = {
  LOCKED: "bg-ink",
  READY: "bg-ready",
  READY_WITH_WARNINGS: "bg-ready/50",
  BLOCKED: "bg-plain",
  UNKNOWN: "band-unknown",
};

const FIGURES: Record<VerdictState, string> = {
  LOCKED: "text-ink",
  READY: "text-ready",
  READY_WITH_WARNINGS: "text-ready",
  BLOCKED: "text-plain-ink",
  UNKNOWN: "text-ink",
};

/** All services as one band. Its legend is also the filter. */
export function LockBand({
  counts,
  chosen,
  onChoose,
}: {
  counts: Record<VerdictState, number>;
  chosen: readonly VerdictState[];
  onChoose: (chosen: VerdictState[]) => void;
}) {
  const { w, language } = useWords();
  const flip = (state: VerdictState) =>
    onChoose(
      chosen.includes(state)
        ? chosen.filter((other) => other !== state)
        : [...chosen, state],
    );
  // That nothing is ready, or blocked, is news; that nothing has warnings is none.
  const isSaid = (state: VerdictState) =>
    state !== "READY_WITH_WARNINGS" ||
    counts[state] > 0 ||
    chosen.includes(state);
  return (
    <div className="min-w-0">
      <div
        className="band flex h-3 gap-0.5 overflow-hidden rounded-sm"
        aria-hidden
      >
        {VERDICT_STATES.filter((state) => counts[state] > 0).map((state) => (
          <span
            key={state}
            className={clsx("min-w-1.5", BANDS[state])}
            style={{ flexGrow: counts[state] }}
          />
        ))}
      </div>
      <div className="mt-1.5 -ml-1.5 flex flex-wrap gap-x-0.5 sm:gap-x-1">
        {VERDICT_STATES.filter(isSaid).map((state) => {
          const count = formatCount(counts[state], language);
          const name = w.page.progress[state];
          return (
            <button
              key={state}
              type="button"
              aria-pressed={chosen.includes(state)}
              title={w.page.progress.show(count, name)}
              onClick={() => flip(state)}
              className="h-6 rounded px-1.5 text-muted text-xs hover:bg-hover hover:text-ink aria-pressed:bg-ink aria-pressed:text-on-ink [&[aria-pressed=true]>b]:text-on-ink"
            >
              <b className={clsx("font-semibold", FIGURES[state])}>{count}</b>{" "}
              {name}
            </button>
          );
        })}
      </div>
    </div>
  );
}
