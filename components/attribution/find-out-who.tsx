"use client";
import { useEffect, useState } from "react";
import { ProblemNotice } from "@/components/enforcement/problem-notice";
import { useWords } from "@/components/layout/preferences";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { Segmented } from "@/components/ui/segmented";
import { MAX_SINCE_SECONDS } from "@/lib/api/attribution-contract";
import type { ServiceRow, Window } from "@/lib/api/contract";
import { windowSeconds } from "@/lib/mesh/window";
import { useFindOutWho } from "@/lib/query/attribution";
import { formatWindow } from "@/lib/words/figures";
import type { AttributionNeed } from "./attribution-need";
import { AttributionReport } from "./attribution-report";
import { WHO_PART } from "./who-part";

/** How far logs may be read back; they seldom reach further than a day. */
const SINCE = ["15m", "1h", "6h", "24h"] as const satisfies readonly Window[];
type Since = (typeof SINCE)[number];

/** The question who the callers without a name are, asked by a person, and everything that is found. */
export function FindOutWho({
  row,
  need,
  window,
}: {
  row: ServiceRow;
  need: AttributionNeed;
  window: Window;
}) {
  const { w, language } = useWords();
  const words = w.attribution;
  const [since, setSince] = useState<Since>(() => sinceFor(window));
  const asked = useFindOutWho();
  const { namespace, name } = row;
  useEffect(goToQuestion, []);
  const ask = () =>
    asked.mutate({
      namespace,
      service: name,
      sinceSeconds: windowSeconds(since),
    });
  return (
    <Section id={WHO_PART} title={words.title[need]} hint={words.intro[need]}>
      <div className="no-print flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button
          className="h-8 px-3"
          tone={asked.data ? "outline" : "solid"}
          disabled={asked.isPending}
          onClick={ask}
        >
          {asked.data ? words.again : words.ask[need]}
        </Button>
        <Segmented
          label={words.since}
          value={since}
          options={SINCE.map((value) => ({
            value,
            label: formatWindow(value, language),
          }))}
          onChange={setSince}
        />
        <span className="text-muted text-xs">{words.readsOnly}</span>
      </div>
      <div aria-live="polite" aria-busy={asked.isPending}>
        {asked.isPending ? (
          <p className="mt-3 text-muted">{words.reading}</p>
        ) : null}
        {asked.error ? (
          <div className="mt-3">
            <ProblemNotice error={asked.error} />
          </div>
        ) : null}
        {asked.data ? (
          <div className={asked.isPending ? "opacity-50" : ""}>
            <AttributionReport answer={asked.data} need={need} />
          </div>
        ) : null}
      </div>
    </Section>
  );
}

/** The page is there before the service is known: who came for this question is brought to it now. */
function goToQuestion(): void {
  if (location.hash !== `#${WHO_PART}`) return;
  const part = document.getElementById(WHO_PART);
  part?.scrollIntoView();
  part?.querySelector("button")?.focus({ preventScroll: true });
}

/** As far back as the page looks, where logs may be read so far. */
function sinceFor(window: Window): Since {
  const seconds = Math.min(windowSeconds(window), MAX_SINCE_SECONDS);
  return SINCE.find((since) => windowSeconds(since) >= seconds) ?? "24h";
}
