"use client";
import type { Intent } from "@/components/enforcement/intent";
import { ServiceExplanation } from "@/components/explanation/service-explanation";
import { WhyJump } from "@/components/explanation/why-jump";
import { ServiceFindings } from "@/components/findings/service-findings";
import { useWords } from "@/components/layout/preferences";
import { ServicePageLink } from "@/components/service/service-page-link";
import { ServiceTrend } from "@/components/service/service-trend";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Section } from "@/components/ui/section";
import type { ServiceRow, Snapshot } from "@/lib/api/contract";
import { CallerList } from "./caller-list";
import { callersOf } from "./cell-callers";
import { cellTraffic } from "./cell-view";
import { CoverageNote } from "./coverage-note";
import { CriteriaNote } from "./criteria-note";
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
  const { w } = useWords();
  const row = selection
    ? snapshot.services.find(
        ({ namespace, name }) =>
          namespace === selection.namespace && name === selection.name,
      )
    : undefined;
  if (!selection || !row) return null;
  const words = w.matrix.panel;
  const callers = (
    <Callers row={row} selection={selection} asOf={snapshot.trafficAsOf} />
  );
  const judgement = (
    <>
      <Section
        title={`${words.verdict}: ${w.verdict[row.verdict.state].label}`}
      >
        <ReasonList reasons={row.verdict.reasons} />
        <CriteriaNote criteria={row.criteria} />
      </Section>
      <ServiceFindings
        namespace={row.namespace}
        service={row.name}
        version={snapshot.version}
      />
      {row.actions.length > 0 ? (
        <Section title={words.actions}>
          <ul className="flex flex-col gap-2">
            {row.actions.map((action) => (
              <li key={action} className="flex items-center gap-3">
                <Button
                  onClick={() =>
                    onIntent({
                      action,
                      namespace: row.namespace,
                      service: row.name,
                    })
                  }
                >
                  {w.action[action].label}
                </Button>
                <span className="text-muted text-xs">
                  {w.action[action].sentence}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
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
          <PolicyChip
            mode={row.policy.mode}
            label={w.mode[row.policy.mode].label}
          />
        </span>
      }
    >
      <WhyJump mode={row.policy.mode} />
      {selection.client === undefined ? (
        <>
          {judgement}
          {callers}
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
        </>
      )}
      <ServiceTrend
        key={`${row.namespace}/${row.name}`}
        namespace={row.namespace}
        service={row.name}
        window={snapshot.window}
        version={snapshot.version}
        expected={unitsSeen(row)}
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

function Callers({
  row,
  selection,
  asOf,
}: {
  row: ServiceRow;
  selection: Selection;
  asOf: string | null;
}) {
  const { w } = useWords();
  const words = w.matrix.panel;
  const { client } = selection;
  const cells =
    client === undefined
      ? row.cells
      : row.cells.filter((cell) => cell.client === client);
  if (cells.length === 0) {
    const known = cellTraffic(row, undefined) !== "no_evidence";
    return (
      <Section title={titleOf(client, words)}>
        <p className="text-muted">
          {known ? words.noCallers : words.noEvidence}
        </p>
      </Section>
    );
  }
  return cells.map((cell) => (
    <Section key={cell.client ?? ""} title={titleOf(cell.client, words)}>
      <CallerList callers={callersOf(cell)} asOf={asOf} figures="all" />
    </Section>
  ));
}

type PanelWords = ReturnType<typeof useWords>["w"]["matrix"]["panel"];

function titleOf(client: string | null | undefined, words: PanelWords): string {
  if (client === undefined) return words.callers;
  return client === null ? words.callersUnnamed : words.callersFrom(client);
}
