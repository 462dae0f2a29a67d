"use client";
import type { ReactNode } from "react";
import { useWords } from "@/components/layout/preferences";
import { ReasonList } from "@/components/matrix/reason-list";
import { useTimeZone } from "@/components/time/use-time-zone";
import { Section } from "@/components/ui/section";
import type { Snapshot } from "@/lib/api/contract";
import type { ServiceDetail } from "@/lib/api/service-detail-contract";
import { formatCount, formatMoment, formatWindow } from "@/lib/words/figures";
import { formatLatest, readingOf } from "@/lib/words/seen";
import { coverageView } from "./coverage-view";

/** What the figures on this page speak for, and what is missing. */
export function CoverageFacts({
  row,
  snapshot,
}: {
  row: ServiceDetail;
  snapshot: Snapshot;
}) {
  const { w, language } = useWords();
  const words = w.service.coverage;
  const { state, missing } = coverageView(row);
  // The first reason of all is the verdict's sentence, at the top of the same page.
  const further = missing.filter(
    (reason) => reason !== row.verdict.reasons.at(0),
  );
  const { reportingPods, proxiedPods, pods } = row.coverage;
  const count = (figure: number) => formatCount(figure, language);
  const window = formatWindow(snapshot.window, language);
  const zone = useTimeZone();
  const moment = (iso: string | null) =>
    iso === null ? null : formatMoment(iso, language, zone);
  const latest = (iso: string | null) =>
    iso === null
      ? null
      : formatLatest(iso, readingOf(snapshot), language, zone);
  return (
    <Section title={w.interface.titled(words.title, words.state[state])}>
      <p>{words.sentence[state](window)}</p>
      <dl className="mt-2.5 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-xs">
        <Fact label={words.facts.reporting}>
          {words.facts.reportingOf(count(reportingPods), count(proxiedPods))}
        </Fact>
        <Fact label={words.facts.pods}>
          {[
            count(pods),
            ...(pods > proxiedPods
              ? [words.facts.withoutProxy(count(pods - proxiedPods))]
              : []),
          ].join(" · ")}
        </Fact>
        <Fact label={words.facts.window}>{window}</Fact>
        <Fact label={words.facts.asOf}>
          {moment(snapshot.trafficAsOf) ?? "–"}
        </Fact>
        {row.firstPlaintextAt === null ? null : (
          <Fact label={words.facts.firstPlaintext}>
            {moment(row.firstPlaintextAt)}
          </Fact>
        )}
        <Fact label={words.facts.lastPlaintext}>
          {latest(row.lastPlaintextAt) ??
            (state === "complete" ? words.facts.never : words.facts.neverKnown)}
        </Fact>
      </dl>
      {further.length > 0 ? (
        <div className="mt-4">
          <h4 className="mb-1.5 text-muted text-xs">{words.missing}</h4>
          <ReasonList reasons={further} />
        </div>
      ) : null}
    </Section>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd>{children}</dd>
    </>
  );
}
