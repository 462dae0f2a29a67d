"use client";
import { Header } from "@/components/layout/header";
import { useWords } from "@/components/layout/preferences";
import { FailurePage } from "@/components/states/failure-page";
import { FullPage } from "@/components/states/full-page";
import { StaleBanner } from "@/components/states/source-banner";
import { Starting } from "@/components/states/starting";
import type { Snapshot } from "@/lib/api/contract";
import { ApiError, problemCode } from "@/lib/query/api-error";
import { useSnapshot } from "@/lib/query/snapshot";
import { useLiveSnapshot } from "@/lib/query/use-live-snapshot";
import { MatrixPage } from "./matrix-page";
import { useViewState } from "./view-state";

/** The whole page: what is known, or why nothing is. */
export function Dashboard() {
  const [view] = useViewState();
  const live = useLiveSnapshot(view.window);
  const { data, error } = useSnapshot(view.window, live === "live");
  return (
    <div className="flex min-h-dvh flex-col md:h-dvh md:min-h-160 print:h-auto">
      <Header snapshot={data} live={live} />
      <main className="flex min-h-0 flex-1 flex-col">
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
  if (!snapshot.mesh.present) {
    return (
      <FullPage title={w.page.noIstio.title}>
        <p>{w.page.noIstio.detail}</p>
        <p>{w.page.noIstio.remedy}</p>
      </FullPage>
    );
  }
  return (
    <>
      {error ? (
        <div className="px-4 md:px-6">
          <StaleBanner since={snapshot.takenAt} />
        </div>
      ) : null}
      <MatrixPage snapshot={snapshot} />
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
