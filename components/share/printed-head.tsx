"use client";
import { Logo } from "@/components/layout/logo";
import { TrafficSentence } from "@/components/progress/traffic-sentence";
import type { VerdictState } from "@/lib/api/contract";
import { VERDICT_STATES } from "@/lib/mesh/readiness/reason";
import { formatCount } from "@/lib/words/figures";
import { words } from "@/lib/words/words";
import { verdictCounts } from "./picture-head";
import type { SharedView } from "./shared-view";
import { viewFacts } from "./view-facts";

/** What a sheet needs to be read alone: where, when, through which filters, how far. */
export function PrintedHead({ view }: { view: SharedView }) {
  const { cluster, traffic, asOf, view: shown, doubt } = viewFacts(view);
  return (
    <header className="printed-head">
      <p className="flex items-center gap-2 font-semibold text-base">
        <Logo />
        Lockstep
      </p>
      <p className="mt-1 font-semibold text-sm">
        {[cluster, traffic, asOf].join(" · ")}
      </p>
      <p className="text-muted">{shown}</p>
      {doubt ? <p className="font-semibold text-plain-ink">{doubt}</p> : null}
      <Progress view={view} />
      <TrafficSentence snapshot={view.snapshot} />
    </header>
  );
}

const BANDS: Record<VerdictState, string> = {
  LOCKED: "bg-ink",
  READY: "bg-ready",
  READY_WITH_WARNINGS: "bg-ready/50",
  BLOCKED: "bg-plain",
  UNKNOWN: "band-unknown border border-edge",
};

function Progress({ view: { snapshot, language } }: { view: SharedView }) {
  const w = words(language).page.progress;
  const counts = verdictCounts(snapshot);
  const count = (n: number) => formatCount(n, language);
  const all = VERDICT_STATES.reduce((sum, state) => sum + counts[state], 0);
  return (
    <div className="my-3 grid grid-cols-[auto_1fr] items-center gap-x-8">
      <p className="flex items-baseline gap-2 whitespace-nowrap">
        <b className="font-semibold text-3xl">
          {w.of(count(counts.LOCKED), count(all))}
        </b>
        <span className="text-muted text-sm">{w.servicesLocked}</span>
      </p>
      <div>
        <div className="band flex h-3 gap-0.5">
          {VERDICT_STATES.filter((state) => counts[state] > 0).map((state) => (
            <span
              key={state}
              className={`min-w-1.5 rounded-xs ${BANDS[state]}`}
              style={{ flexGrow: counts[state] }}
            />
          ))}
        </div>
        <ul className="band mt-1.5 flex flex-wrap gap-x-5">
          {VERDICT_STATES.filter(isSaid(counts)).map((state) => (
            <li key={state} className="flex items-center gap-1.5">
              <span className={`size-2.5 rounded-xs ${BANDS[state]}`} />
              <b className="font-semibold">{count(counts[state])}</b>
              {w[state]}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** As on the page: that nothing is ready, or blocked, is news; that nothing has warnings is none. */
function isSaid(counts: Record<VerdictState, number>) {
  return (state: VerdictState) =>
    state !== "READY_WITH_WARNINGS" || counts[state] > 0;
}
