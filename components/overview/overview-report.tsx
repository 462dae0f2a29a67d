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
      <div className="grid gap-x-10 gap-y-5 pb-6 lg:grid-cols-2 xl:grid-cols-12">
        <MeshTrend
          window={overview.window}
          version={overview.version}
          className="xl:col-span-7"
        />
        <BlockerList overview={overview} className="xl:col-span-5" />
        <WorkList overview={overview} className="xl:col-span-5" />
        <NamespaceList overview={overview} className="xl:col-span-4" />
        <ChangeList overview={overview} className="xl:col-span-3" />
      </div>
    </>
  );
}
