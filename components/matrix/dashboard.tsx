"use client";
import { MeshPage } from "@/components/states/mesh-page";
import { StaleBanner } from "@/components/states/source-banner";
import type { Snapshot } from "@/lib/api/contract";
import { MatrixPage } from "./matrix-page";
import { useViewState } from "./view-state";

/** The whole page: what is known, or why nothing is. */
export function Dashboard() {
  const [view] = useViewState();
  return (
    <MeshPage
      page="matrix"
      window={view.window}
      className="flex min-h-dvh flex-col md:h-dvh md:min-h-160 print:h-auto"
      mainClassName="flex min-h-0 flex-1 flex-col"
    >
      {(snapshot, error) => <Known snapshot={snapshot} error={error} />}
    </MeshPage>
  );
}

function Known({ snapshot, error }: { snapshot: Snapshot; error: unknown }) {
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
