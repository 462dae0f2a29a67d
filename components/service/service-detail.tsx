"use client";
import { useState } from "react";
import { attributionNeed } from "@/components/attribution/attribution-need";
import { FindOutWho } from "@/components/attribution/find-out-who";
import { EnforcementDialog } from "@/components/enforcement/enforcement-dialog";
import type { Intent } from "@/components/enforcement/intent";
import { OutcomeLine } from "@/components/enforcement/outcome-line";
import { ServiceExplanation } from "@/components/explanation/service-explanation";
import { ServiceFindings } from "@/components/findings/service-findings";
import { useWords } from "@/components/layout/preferences";
import type { Snapshot } from "@/lib/api/contract";
import type { EnforcementOutcome } from "@/lib/api/enforcement-contract";
import type { ServiceDetail as Service } from "@/lib/api/service-detail-contract";
import { readingOf } from "@/lib/words/seen";
import { CoverageFacts } from "./coverage-facts";
import { Neighbours } from "./neighbours";
import { OtherObstacles, OtherReasons } from "./other-reasons";
import { PortList } from "./port-list";
import { RefusedCallers } from "./refused-callers";
import { ServiceCallers } from "./service-callers";
import { ServiceHead } from "./service-head";
import { ServiceTrendByCaller } from "./service-trend-by-caller";
import { ServiceVerdict } from "./service-verdict";
import { WithoutProxy } from "./without-proxy";

/** One service from the verdict down to the policies; what is done here is planned as in the matrix. */
export function ServiceDetail({
  row,
  snapshot,
}: {
  row: Service;
  snapshot: Snapshot;
}) {
  const { w } = useWords();
  const [intent, setIntent] = useState<Intent | null>(null);
  const [outcome, setOutcome] = useState<EnforcementOutcome | null>(null);
  const { namespace, name } = row;
  const { window, version } = snapshot;
  const need = attributionNeed(row);
  const asked = { namespace, service: name, version };
  return (
    <>
      <ServiceHead row={row} snapshot={snapshot} />
      <ServiceVerdict row={row} snapshot={snapshot} onIntent={setIntent} />
      <h2 className="sr-only">{w.service.page.details}</h2>
      {/* On a narrow screen what is beside the callers comes before the long explanation. */}
      <div className="grid gap-x-12 pt-6 lg:grid-cols-[minmax(0,1fr)_21rem] lg:grid-rows-[auto_1fr]">
        <div className="min-w-0">
          <RefusedCallers
            callers={row.refusedCallers}
            asOf={readingOf(snapshot)}
          />
          <ServiceCallers row={row} snapshot={snapshot} />
          {need === null ? null : (
            <FindOutWho row={row} need={need} window={window} />
          )}
          <ServiceTrendByCaller row={row} snapshot={snapshot} />
        </div>
        <aside className="mt-6 min-w-0 border-rule border-t pt-6 lg:col-start-2 lg:row-span-2 lg:row-start-1 lg:mt-0 lg:border-t-0 lg:pt-0">
          <WithoutProxy row={row} />
          <OtherObstacles row={row} />
          <CoverageFacts row={row} snapshot={snapshot} />
          <PortList row={row} />
          <OtherReasons row={row} />
          <ServiceFindings {...asked} />
          <Neighbours {...asked} window={window} />
        </aside>
        <div className="mt-6 min-w-0 border-rule border-t lg:mt-0 lg:border-t-0">
          <ServiceExplanation {...asked} />
        </div>
      </div>
      {intent ? (
        <EnforcementDialog
          key={intent.action}
          intent={intent}
          snapshot={snapshot}
          window={window}
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
    </>
  );
}
