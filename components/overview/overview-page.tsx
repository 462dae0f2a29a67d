"use client";
import { useWords } from "@/components/layout/preferences";
import { FailurePage } from "@/components/states/failure-page";
import { FullPage } from "@/components/states/full-page";
import { MeshPage } from "@/components/states/mesh-page";
import { StaleBanner } from "@/components/states/source-banner";
import type { Snapshot } from "@/lib/api/contract";
import { useOverview } from "@/lib/query/overview";
import { OverviewReport } from "./overview-report";
import { useOverviewView } from "./view-state";

/** How far the migration is, and what it needs next; or why that is not known. */
export function OverviewPage() {
  const [view] = useOverviewView();
  return (
    <MeshPage
      page="overview"
      window={view.window}
      className="flex min-h-dvh flex-col"
      mainClassName="flex flex-1 flex-col px-4 md:px-6"
    >
      {(snapshot, error) => <Known snapshot={snapshot} error={error} />}
    </MeshPage>
  );
}

function Known({ snapshot, error }: { snapshot: Snapshot; error: unknown }) {
  const { w } = useWords();
  const [{ window }] = useOverviewView();
  const found = useOverview(window, snapshot.version);
  if (!found.data) {
    return found.error ? (
      <FailurePage error={found.error} />
    ) : (
      <FullPage late title={w.overview.loading.title}>
        <p role="status">{w.interface.loading}</p>
        <p>{w.overview.loading.detail}</p>
      </FullPage>
    );
  }
  return (
    <>
      {error || found.error ? <StaleBanner since={found.data.takenAt} /> : null}
      <OverviewReport overview={found.data} snapshot={snapshot} />
    </>
  );
}
