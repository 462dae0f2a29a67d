"use client";
import { useCallback, useMemo, useState } from "react";
import { EnforcementDialog } from "@/components/enforcement/enforcement-dialog";
import type { Intent } from "@/components/enforcement/intent";
import { OutcomeLine } from "@/components/enforcement/outcome-line";
import { useWords } from "@/components/layout/preferences";
import { useMedia } from "@/components/layout/use-media";
import { LegacyNotice } from "@/components/legacy/legacy-notice";
import { ProgressStrip } from "@/components/progress/progress-strip";
import { FullPage } from "@/components/states/full-page";
import { SourceBanner } from "@/components/states/source-banner";
import type { ServiceRow, Snapshot } from "@/lib/api/contract";
import type { EnforcementOutcome } from "@/lib/api/enforcement-contract";
import { formatCount } from "@/lib/words/figures";
import type { Changes } from "./changes";
import { Legend } from "./legend";
import { MatrixGrid } from "./matrix-grid";
import type { RowButton } from "./row-button";
import { filterRows, type RowFilter } from "./row-filter";
import { type Group, toggled } from "./row-groups";
import { rowOrder } from "./row-order";
import { formatSelection, parseSelection, type Selection } from "./selection";
import { ServiceCards } from "./service-cards";
import type { LineSetting } from "./service-line";
import { ServicePanel } from "./service-panel";
import { Toolbar } from "./toolbar";
import { useChanges } from "./use-changes";
import { useSteadyLines } from "./use-steady-lines";
import { useViewState } from "./view-state";

const ANNOUNCED = 3;
const NARROW = "(width < 48rem)";

export function MatrixPage({ snapshot }: { snapshot: Snapshot }) {
  const { w, language } = useWords();
  const [view, setView] = useViewState();
  const [held, setHeld] = useState(false);
  const [intent, setIntent] = useState<Intent | null>(null);
  const [outcome, setOutcome] = useState<EnforcementOutcome | null>(null);
  const changes = useChanges(snapshot);
  const narrow = useMedia(NARROW);

  const filter = useMemo<RowFilter>(
    () => ({
      text: view.q,
      permissive: view.permissive,
      policies: view.policy,
      evidence: view.traffic,
      verdicts: view.verdict,
    }),
    [view],
  );
  const rows = useMemo(
    () => filterRows(snapshot.services, filter),
    [snapshot.services, filter],
  );
  const folding = { shut: view.shut, opened: view.open };
  const compare = useMemo(() => rowOrder(view.sort), [view.sort]);
  const lines = useSteadyLines(rows, compare, folding, held);

  const select = useCallback(
    (selection: Selection | null) =>
      setView({ at: selection ? formatSelection(selection) : null }),
    [setView],
  );
  const onButton = useCallback(
    (row: ServiceRow, { action }: RowButton) => {
      const { namespace, name } = row;
      if (action) setIntent({ action, namespace, service: name });
      else select({ namespace, name, client: undefined });
    },
    [select],
  );
  const clients = useMemo(
    () => [null, ...snapshot.clientNamespaces],
    [snapshot.clientNamespaces],
  );
  const setting = useMemo<Omit<LineSetting, "inView">>(
    () => ({
      clients,
      asOf: snapshot.trafficAsOf,
      window: snapshot.window,
      preview: view.preview,
      changes,
      onButton,
    }),
    [
      clients,
      snapshot.trafficAsOf,
      snapshot.window,
      view.preview,
      changes,
      onButton,
    ],
  );
  const onToggle = (group: Group) => {
    const { shut, opened } = toggled(folding, group);
    setView({ shut: [...shut], open: [...opened] });
  };

  if (snapshot.services.length === 0) {
    return (
      <>
        <div className="px-4 md:px-6">
          <SourceBanner snapshot={snapshot} />
        </div>
        <FullPage title={w.page.empty.title}>
          <p>{w.page.empty.detail}</p>
        </FullPage>
      </>
    );
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col px-4 md:px-6">
      <SourceBanner snapshot={snapshot} />
      <LegacyNotice snapshot={snapshot} />
      <ProgressStrip
        snapshot={snapshot}
        chosen={view.verdict}
        onChoose={(verdict) => setView({ verdict })}
      />
      <Toolbar
        rows={snapshot.services}
        filter={filter}
        view={view}
        setView={setView}
      />
      {lines.length === 0 ? (
        <FullPage title={w.matrix.noMatch.title}>
          <p>
            {w.matrix.noMatch.detail(
              formatCount(snapshot.services.length, language),
            )}
          </p>
        </FullPage>
      ) : narrow ? (
        <ServiceCards
          lines={lines}
          setting={setting}
          onToggle={onToggle}
          onSelect={select}
        />
      ) : (
        <MatrixGrid
          lines={lines}
          setting={setting}
          onToggle={onToggle}
          onSelect={select}
          onHold={setHeld}
        />
      )}
      <p role="status" className="sr-only">
        {changedServices(changes)
          .map((name) => w.matrix.changed(name))
          .join(" ")}
      </p>
      <Legend snapshot={snapshot} window={view.window} />
      <ServicePanel
        snapshot={snapshot}
        selection={view.at ? parseSelection(view.at) : null}
        onClose={() => select(null)}
        onSelect={select}
        onIntent={setIntent}
      />
      {intent ? (
        <EnforcementDialog
          key={`${intent.action}/${intent.namespace}/${intent.service}`}
          intent={intent}
          snapshot={snapshot}
          window={view.window}
          onClose={() => setIntent(null)}
          onDone={(done) => {
            setOutcome(done);
            setIntent(null);
          }}
        />
      ) : null}
      {outcome ? (
        <OutcomeLine
          outcome={outcome}
          onUndo={setIntent}
          onDismiss={() => setOutcome(null)}
        />
      ) : null}
    </div>
  );
}

/** Names for a screen reader; a mesh in which everything changes at once is not read out. */
function changedServices(changes: Changes): string[] {
  const services = new Set([...changes].map((key) => key.split("@")[0] ?? key));
  return [...services].slice(0, ANNOUNCED);
}
