"use client";
import Link from "next/link";
import { useMemo } from "react";
import { useWords } from "@/components/layout/preferences";
import { FullPage } from "@/components/states/full-page";
import type { Snapshot } from "@/lib/api/contract";
import type { Findings } from "@/lib/api/findings-contract";
import { formatCount } from "@/lib/words/figures";
import { CodeSection } from "./code-section";
import { groupFindings, sayFindings } from "./finding-groups";
import { FindingsToolbar } from "./findings-toolbar";
import { SeverityBand } from "./severity-band";
import { SeverityMark } from "./severity-mark";
import { UnreadNotice } from "./unread-notice";
import { useFindingsView } from "./view-state";

/** How much there is, the filters, and the findings by severity and code. */
export function FindingsReport({
  findings,
  snapshot,
}: {
  findings: Findings;
  snapshot: Snapshot;
}) {
  const { w, language } = useWords();
  const [view, setView] = useFindingsView();
  const said = useMemo(
    () => sayFindings(findings.findings, language),
    [findings.findings, language],
  );
  const groups = useMemo(() => groupFindings(said), [said]);
  const known = useMemo(
    () =>
      new Set(
        snapshot.services.map(({ namespace, name }) => `${namespace}/${name}`),
      ),
    [snapshot.services],
  );
  const count = (figure: number) => formatCount(figure, language);
  const { counts } = findings;
  const all = counts.error + counts.warning + counts.info;
  const filtering =
    view.namespace !== "" || view.q !== "" || view.code !== null;
  if (all === 0 && !filtering) {
    return <NothingFound findings={findings} snapshot={snapshot} />;
  }
  return (
    <>
      <UnreadNotice findings={findings} />
      <section
        aria-label={w.finding.title}
        className="grid items-center gap-x-8 gap-y-4 py-5 md:grid-cols-[auto_1fr] xl:grid-cols-[auto_minmax(16rem,1fr)_auto]"
      >
        <h1 className="flex items-baseline gap-2 whitespace-nowrap">
          <span className="font-semibold text-[2.125rem] leading-10 tracking-tight">
            {count(all)}
          </span>
          <span className="text-base text-muted">
            {w.finding.count(count(all))}
          </span>
        </h1>
        <SeverityBand
          counts={counts}
          chosen={view.severity}
          onChoose={(severity) => setView({ severity })}
        />
        <p className="text-muted text-xs md:col-span-2 xl:col-span-1 xl:max-w-88 xl:text-right">
          {w.finding.intro}
          <br />
          <Examined findings={findings} />
        </p>
      </section>
      <FindingsToolbar
        namespaces={findings.namespaces}
        codes={findings.codes}
        window={snapshot.window}
        view={view}
        setView={setView}
      />
      {findings.findings.length < findings.total ? (
        <p role="status" className="pb-3 text-muted">
          {w.finding.capped(
            count(findings.findings.length),
            count(findings.total),
          )}
        </p>
      ) : null}
      {groups.length === 0 ? (
        <FullPage title={w.finding.noMatch.title}>
          <p>{w.finding.noMatch.detail}</p>
        </FullPage>
      ) : (
        groups.map(({ severity, codes }) => (
          <section
            key={severity}
            aria-labelledby={`severity-${severity}`}
            className="pb-8"
          >
            <div className="flex flex-wrap items-baseline gap-x-2.5 break-after-avoid border-edge border-b pb-1.5">
              <h2
                id={`severity-${severity}`}
                className="flex items-center gap-2 font-semibold text-sm"
              >
                <SeverityMark severity={severity} size={15} />
                <span className="first-letter:uppercase">
                  {w.finding.severities[severity].label}
                </span>
              </h2>
              <p className="text-muted text-xs">
                {w.finding.severities[severity].sentence}
              </p>
            </div>
            {codes.map((group) => (
              <CodeSection
                key={group.code}
                group={group}
                known={known}
                window={snapshot.window}
              />
            ))}
          </section>
        ))
      )}
    </>
  );
}

/** Says "all is well" only where everything was read. */
function NothingFound({
  findings,
  snapshot: { mesh, window },
}: {
  findings: Findings;
  snapshot: Snapshot;
}) {
  const { w } = useWords();
  const { empty, back } = w.finding;
  const detail =
    mesh.legacyPolicies > 0 ? empty.detailBesideLegacy : empty.detail;
  const examined = useExamined(findings);
  return (
    <>
      <UnreadNotice findings={findings} />
      <FullPage title={findings.complete ? empty.title : empty.partialTitle}>
        <p>
          {findings.complete ? detail(examined) : empty.partialDetail(examined)}
        </p>
        <p>
          <Link
            href={{ pathname: "/", query: { window } }}
            className="underline decoration-edge underline-offset-3 hover:decoration-ink"
          >
            {back}
          </Link>
        </p>
      </FullPage>
    </>
  );
}

function Examined({ findings }: { findings: Findings }) {
  return useExamined(findings);
}

function useExamined({ examined }: Findings): string {
  const { w, language } = useWords();
  return w.finding.examined({
    policies: formatCount(examined.policies, language),
    rules: formatCount(examined.rules, language),
    services: formatCount(examined.services, language),
    pods: formatCount(examined.pods, language),
  });
}
