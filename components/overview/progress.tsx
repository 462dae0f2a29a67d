"use client";
import clsx from "clsx";
import Link from "next/link";
import { useWords } from "@/components/layout/preferences";
import type { VerdictState } from "@/lib/api/contract";
import type { Overview } from "@/lib/api/overview-contract";
import { VERDICT_STATES } from "@/lib/mesh/readiness/reason";
import { formatCount } from "@/lib/words/figures";
import { matrixPath } from "./matrix-path";
import { Shares } from "./shares";
import { VerdictBand } from "./verdict-band";
import { FIGURES } from "./verdict-colours";

/** Five seconds: how far the mesh is, and what share of its calls is protected. */
export function Progress({ overview }: { overview: Overview }) {
  const { w, language } = useWords();
  const counts = countsOf(overview);
  const all = VERDICT_STATES.reduce((sum, state) => sum + counts[state], 0);
  const count = (n: number) => formatCount(n, language);
  return (
    <section
      aria-label={w.overview.progress}
      className="grid items-center gap-x-8 gap-y-4 py-4 md:grid-cols-[auto_1fr] xl:grid-cols-[auto_minmax(16rem,1fr)_auto] min-[87.5rem]:grid-cols-[auto_minmax(36rem,1fr)_auto] print:grid-cols-[auto_minmax(0,1fr)_auto]"
    >
      <h1 className="flex flex-wrap items-baseline gap-x-2 whitespace-nowrap">
        <span className="font-semibold text-[2.125rem] leading-10 tracking-tight">
          {w.page.progress.of(count(counts.LOCKED), count(all))}
        </span>
        <span className="text-base text-muted">
          {w.page.progress.servicesLocked}
        </span>
      </h1>
      <div className="min-w-0">
        <VerdictBand counts={counts} className="h-3" />
        <ul className="mt-1.5 -ml-1.5 flex flex-wrap gap-x-0.5 sm:gap-x-1">
          {VERDICT_STATES.filter(isSaid(counts)).map((state) => (
            <li key={state}>
              <Link
                href={matrixPath(overview.window, { verdicts: [state] })}
                title={w.overview.show(
                  count(counts[state]),
                  w.page.progress[state],
                )}
                className="inline-block h-6 rounded px-1.5 text-muted text-xs leading-6 hover:bg-hover hover:text-ink"
              >
                <b className={clsx("font-semibold", FIGURES[state])}>
                  {count(counts[state])}
                </b>{" "}
                {w.page.progress[state]}
              </Link>
            </li>
          ))}
        </ul>
      </div>
      <Shares overview={overview} />
    </section>
  );
}

/** That nothing is ready, or blocked, is news; that nothing has warnings is none. */
function isSaid(counts: Record<VerdictState, number>) {
  return (state: VerdictState) =>
    state !== "READY_WITH_WARNINGS" || counts[state] > 0;
}

function countsOf({ work }: Overview): Record<VerdictState, number> {
  return {
    LOCKED: work.LOCKED.count,
    READY: work.READY.count,
    READY_WITH_WARNINGS: work.READY_WITH_WARNINGS.count,
    BLOCKED: work.BLOCKED.count,
    UNKNOWN: work.UNKNOWN.count,
  };
}
