"use client";
import { useCallback, useMemo, useState } from "react";
import { EnforcementDialog } from "@/components/enforcement/enforcement-dialog";
import type { Intent } from "@/components/enforcement/intent";
import { OutcomeLine } from "@/components/enforcement/outcome-line";
import { ActiveFilters } from "@/components/filters/active-filters";
import { Arrangement } from "@/components/filters/arrangement";
import { NoMatch } from "@/components/filters/no-match";
import { useFiltered } from "@/components/filters/use-filtered";
import { useWords } from "@/components/layout/preferences";
import { useMedia } from "@/components/layout/use-media";
import { LegacyNotice } from "@/components/legacy/legacy-notice";
import { ProgressStrip } from "@/components/progress/progress-strip";
import { ShareMenu } from "@/components/share/share-menu";
import { FullPage } from "@/components/states/full-page";
import { SourceBanner } from "@/components/states/source-banner";
import { ServiceTable } from "@/components/table/service-table";
import { useReading } from "@/components/time/use-reading";
import type { ServiceRow, Snapshot } from "@/lib/api/contract";
import type { EnforcementOutcome } from "@/lib/api/enforcement-contract";
import type { Changes } from "./changes";
import { ChosenServices } from "./chosen-services";
import { Legend } from "./legend";
import type { SharedSetting } from "./line-setting";
import { hasCard } from "./lines";
import { MatrixGrid } from "./matrix-grid";
import { previewed } from "./preview";
import type { RowButton } from "./row-button";
import { formatSelection, parseSelection, type Selection } from "./selection";
import { ServiceCards } from "./service-cards";
import { ServicePanel } from "./service-panel";
import { Toolbar } from "./toolbar";
import { useChanges } from "./use-changes";
import { useChosenRows } from "./use-chosen-rows";
import { useClients } from "./use-clients";
import { useMatrixLines } from "./use-matrix-lines";
import { useViewState, viewQuery } from "./view-state";

const ANNOUNCED = 3;
const NARROW = "(width < 48rem)";

export function MatrixPage({ snapshot }: { snapshot: Snapshot }) {
  const { w } = useWords();
  const [view, setView] = useViewState();
  const [intent, setIntent] = useState<Intent | null>(null);
  const [outcome, setOutcome] = useState<EnforcementOutcome | null>(null);
  const changes = useChanges(snapshot);
  const narrow = useMedia(NARROW);

  const { rows, hiddenSystem, note } = useFiltered(snapshot, view);
  const matrix = useMatrixLines({ snapshot, rows, view, setView });
  const { lines, onToggle } = matrix;
  const chosen = useChosenRows();

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
  const clients = useClients(
    snapshot.clientNamespaces,
    lines,
    viewQuery({ ...view, at: null, open: [], shut: [] }),
  );
  const reading = useReading(snapshot);
  const setting = useMemo<SharedSetting>(
    () => ({
      clients,
      asOf: reading,
      window: snapshot.window,
      preview: previewed(view.preview),
      changes,
      onButton,
    }),
    [clients, reading, snapshot.window, view.preview, changes, onButton],
  );

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
        onChoose={(verdict) => setView({ verdict, page: null })}
      />
      <Toolbar
        snapshot={snapshot}
        view={view}
        setView={setView}
        arrangement={
          <Arrangement snapshot={snapshot} view={view} setView={setView} />
        }
        share={
          <ShareMenu
            snapshot={snapshot}
            lines={lines}
            clients={clients}
            view={view}
            note={note}
          />
        }
      />
      <ActiveFilters
        shown={rows.length}
        total={snapshot.services.length}
        hiddenSystem={hiddenSystem}
        note={note}
        view={view}
        setView={setView}
      />

      {lines.length === 0 ? (
        <NoMatch total={snapshot.services.length} setView={setView} />
      ) : view.view === "table" ? (
        <ServiceTable
          rows={rows}
          snapshot={snapshot}
          view={view}
          setView={setView}
          onButton={onButton}
        />
      ) : narrow ? (
        <ServiceCards
          lines={lines.filter(hasCard)}
          setting={setting}
          onToggle={onToggle}
          onSelect={select}
        />
      ) : (
        <MatrixGrid
          {...matrix}
          setting={setting}
          chosen={chosen}
          onSelect={select}
        />
      )}
      <ChosenServices
        keys={chosen.keys}
        onClear={chosen.clear}
        preview={view.preview}
        onPreview={(preview) => setView({ preview })}
      />
      <p role="status" className="sr-only">
        {changedServices(changes)
          .map((name) => w.matrix.changed(name))
          .join(" ")}
      </p>
      <Legend snapshot={snapshot} view={view} setView={setView} />
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
  const lines = new Set([...changes].map((key) => key.split("@")[0] ?? key));
  return [...lines].filter((key) => key.includes("/")).slice(0, ANNOUNCED);
}
