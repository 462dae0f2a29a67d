"use client";
import { Header } from "@/components/layout/header";
import { useWords } from "@/components/layout/preferences";
import { FailurePage } from "@/components/states/failure-page";
import { FullPage } from "@/components/states/full-page";
import { StaleBanner } from "@/components/states/source-banner";
import { Starting } from "@/components/states/starting";
import type { Snapshot } from "@/lib/api/contract";
import { ApiError, problemCode } from "@/lib/query/api-error";
import { useOverview } from "@/lib/query/overview";
import { useSnapshot } from "@/lib/query/snapshot";
import { useLiveSnapshot } from "@/lib/query/use-live-snapshot";
import { OverviewReport } from "./overview-report";
import { useOverviewView } from "./view-state";

/** How far the migration is, and what it needs next; or why that is not known. */
export function OverviewPage() {
  const [view] = useOverviewView();
  const live = useLiveSnapshot(view.window);
  const { data, error } = useSnapshot(view.window, live === "live");
  return (
    <div className="flex min-h-dvh flex-col">
      <Header snapshot={data} live={live} page="overview" />
      <main className="flex flex-1 flex-col px-4 md:px-6" id="overview">
        {data ? (
          <Known snapshot={data} error={error} />
        ) : (
          <Nothing error={error} />
        )}
      </main>
    </div>
  );
}

function Known({ snapshot, error }: { snapshot: Snapshot; error: unknown }) {
  const { w } = useWords();
  const [{ window }] = useOverviewView();
  const found = useOverview(window, snapshot.version);
  if (!snapshot.mesh.present) {
    return (
      <FullPage title={w.page.noIstio.title}>
        <p>{w.page.noIstio.detail}</p>
        <p>{w.page.noIstio.remedy}</p>
      </FullPage>
    );
  }
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

function Nothing({ error }: { error: unknown }) {
  if (error === null) return <Starting detail={null} />;
  if (problemCode(error) === "starting" && error instanceof ApiError) {
    return <Starting detail={error.message} />;
  }
  return <FailurePage error={error} />;
}
