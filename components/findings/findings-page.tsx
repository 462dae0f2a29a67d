"use client";
import { Header } from "@/components/layout/header";
import { useWords } from "@/components/layout/preferences";
import { FailurePage } from "@/components/states/failure-page";
import { FullPage } from "@/components/states/full-page";
import { StaleBanner } from "@/components/states/source-banner";
import { Starting } from "@/components/states/starting";
import type { Snapshot } from "@/lib/api/contract";
import { ApiError, problemCode } from "@/lib/query/api-error";
import { useFindings } from "@/lib/query/findings";
import { useSnapshot } from "@/lib/query/snapshot";
import { useLiveSnapshot } from "@/lib/query/use-live-snapshot";
import { FindingsReport } from "./findings-report";
import { useFindingsView } from "./view-state";

/** What is wrong in the configuration of the whole mesh, or why that is not known. */
export function FindingsPage() {
  const [view] = useFindingsView();
  const live = useLiveSnapshot(view.window);
  const { data, error } = useSnapshot(view.window, live === "live");
  return (
    <div className="flex min-h-dvh flex-col">
      <Header snapshot={data} live={live} page="findings" />
      <main className="flex flex-1 flex-col px-4 md:px-6" id="findings">
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
  const [{ namespace, severity }] = useFindingsView();
  const found = useFindings(
    {
      ...(namespace === "" ? {} : { namespace }),
      ...(severity === null ? {} : { severity }),
    },
    snapshot.version,
    true,
  );
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
      <FullPage late title={w.finding.loading.title}>
        <p role="status">{w.interface.loading}</p>
        <p>{w.finding.loading.detail}</p>
      </FullPage>
    );
  }
  return (
    <>
      {error || found.error ? <StaleBanner since={found.data.takenAt} /> : null}
      <FindingsReport findings={found.data} snapshot={snapshot} />
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
