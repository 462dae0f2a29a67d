"use client";
import { SourceBanner } from "@/components/states/source-banner";
import { WindowControl } from "@/components/time/window-control";
import type { Snapshot } from "@/lib/api/contract";
import type { Overview } from "@/lib/api/overview-contract";
import { BlockerList } from "./blocker-list";
import { ChangeList } from "./change-list";
import { MeshTrend } from "./mesh-trend";
import { NamespaceList } from "./namespace-list";
import { Progress } from "./progress";
import { useOverviewView } from "./view-state";
import { WorkList } from "./work-list";

/** One screen: where we are, how it went, what is next, what stands in the way, what happened. */
export function OverviewReport({
  overview,
  snapshot,
}: {
  overview: Overview;
  snapshot: Snapshot;
}) {
  const [view, setView] = useOverviewView();
  return (
    <>
      <SourceBanner snapshot={snapshot} />
      <Progress overview={overview} />
      <div className="no-print pb-4">
        <WindowControl
          window={view.window}
          onChange={(window) => setView({ window })}
        />
      </div>
      <div className="grid gap-x-10 gap-y-5 pb-6 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
        <div className="flex min-w-0 flex-col gap-y-5">
          <MeshTrend window={overview.window} version={overview.version} />
          <WorkList overview={overview} />
        </div>
        <div className="flex min-w-0 flex-col gap-y-5">
          <BlockerList overview={overview} />
          <NamespaceList overview={overview} />
          <ChangeList overview={overview} />
        </div>
      </div>
    </>
  );
}
