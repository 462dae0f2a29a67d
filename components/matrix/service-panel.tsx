"use client";
import { attributionNeed } from "@/components/attribution/attribution-need";
import type { Intent } from "@/components/enforcement/intent";
import { ServiceExplanation } from "@/components/explanation/service-explanation";
import { WhyJump } from "@/components/explanation/why-jump";
import { ServiceFindings } from "@/components/findings/service-findings";
import { useWords } from "@/components/layout/preferences";
import { PortList } from "@/components/service/port-list";
import { ServicePageLink } from "@/components/service/service-page-link";
import { ServiceTrend } from "@/components/service/service-trend";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Section } from "@/components/ui/section";
import type { ServiceRow, Snapshot } from "@/lib/api/contract";
import { useServiceDetail } from "@/lib/query/service-detail";
import { formatCount } from "@/lib/words/figures";
import { readingOf } from "@/lib/words/seen";
import { CoverageNote } from "./coverage-note";
import { CriteriaNote } from "./criteria-note";
import { PanelActions } from "./panel-actions";
import { PanelCallers } from "./panel-callers";
import { PolicyChip } from "./policy-chip";
import { ReasonList } from "./reason-list";
import type { Selection } from "./selection";
import { unitsSeen } from "./traffic-figures";

/** One service beside the matrix: who calls it, what policy says and why, what can be done. */
export function ServicePanel({
  snapshot,
  selection,
  onClose,
  onSelect,
  onIntent,
}: {
  snapshot: Snapshot;
  selection: Selection | null;
  onClose: () => void;
  onSelect: (selection: Selection) => void;
  onIntent: (intent: Intent) => void;
}) {
  const row = selection
    ? snapshot.services.find(
        ({ namespace, name }) =>
          namespace === selection.namespace && name === selection.name,
      )
    : undefined;
  if (!selection || !row) return null;
  return (
    <ShownPanel
      key={`${row.namespace}/${row.name}`}
      row={row}
      selection={selection}
      snapshot={snapshot}
      onClose={onClose}
      onSelect={onSelect}
      onIntent={onIntent}
    />
  );
}

function ShownPanel({
  row,
  selection,
  snapshot,
  onClose,
  onSelect,
  onIntent,
}: {
  row: ServiceRow;
  selection: Selection;
  snapshot: Snapshot;
  onClose: () => void;
  onSelect: (selection: Selection) => void;
  onIntent: (intent: Intent) => void;
}) {
  const { w, language } = useWords();
  const words = w.matrix.panel;
  const { data, error } = useServiceDetail(
    {
      namespace: row.namespace,
      service: row.name,
      window: snapshot.window,
    },
    snapshot.version,
  );
  const detail = data?.service;
  const callers = (
    <PanelCallers
      row={row}
      callers={detail?.callers ?? null}
      error={error}
      need={detail ? attributionNeed(detail) : null}
      window={snapshot.window}
      client={selection.client}
      asOf={readingOf(snapshot)}
    />
  );
  const reasons = detail?.verdict.reasons ?? [row.verdict.reason];
  // What decides stands first, then what to do; what is only good to know waits below.
  const deciding = reasons.filter(
    ({ level }, index) => index === 0 || level !== "info",
  );
  const others = reasons.filter((reason) => !deciding.includes(reason));
  const judgement = (
    <>
      <Section
        title={w.interface.titled(
          words.verdict,
          w.verdict[row.verdict.state].label,
        )}
      >
        <ReasonList reasons={deciding} />
        {detail === undefined && row.verdict.more > 0 ? (
          <p className="mt-2 text-muted text-xs">
            {words.moreReasons(formatCount(row.verdict.more, language))}
          </p>
        ) : null}
        <CriteriaNote criteria={row.criteria} />
      </Section>
      {detail ? <PortList row={detail} /> : null}
      <PanelActions row={row} onIntent={onIntent} />
      <ServiceFindings
        namespace={row.namespace}
        service={row.name}
        version={snapshot.version}
      />
    </>
  );
  const more =
    others.length > 0 ? (
      <Section title={w.service.page.moreReasons}>
        <ReasonList reasons={others} />
      </Section>
    ) : null;
  return (
    <Dialog
      open
      place="side"
      onClose={onClose}
      closeLabel={w.interface.close}
      footer={<ServicePageLink service={row} window={snapshot.window} />}
      title={
        <span className="flex flex-wrap items-center gap-2.5">
          <span className="break-all font-mono font-medium text-sm">
            <span className="text-muted">{row.namespace}/</span>
            {row.name}
          </span>
          <PolicyChip mode={row.mode} label={w.mode[row.mode].label} />
        </span>
      }
    >
      <WhyJump mode={row.mode} />
      {selection.client === undefined ? (
        <>
          {judgement}
          {callers}
          {more}
        </>
      ) : (
        <>
          {callers}
          <Button
            className="mt-3"
            onClick={() => onSelect({ ...selection, client: undefined })}
          >
            {words.wholeService}
          </Button>
          {judgement}
          {more}
        </>
      )}
      <ServiceTrend
        key={`${row.namespace}/${row.name}`}
        namespace={row.namespace}
        service={row.name}
        window={snapshot.window}
        version={snapshot.version}
        expected={unitsSeen(row)}
        complete={row.coverage.complete}
      />
      <CoverageNote coverage={row.coverage} />
      <ServiceExplanation
        key={`why/${row.namespace}/${row.name}`}
        namespace={row.namespace}
        service={row.name}
        version={snapshot.version}
      />
    </Dialog>
  );
}
