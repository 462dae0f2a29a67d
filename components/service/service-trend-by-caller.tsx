"use client";
import { useWords } from "@/components/layout/preferences";
import { unitsSeen } from "@/components/matrix/traffic-figures";
import { SingleChoiceMenu } from "@/components/ui/choice-menu";
import type { Snapshot } from "@/lib/api/contract";
import type { ServiceDetail } from "@/lib/api/service-detail-contract";
import { useServicePageView } from "./page-view";
import { ServiceTrend } from "./service-trend";
import { trendCallers } from "./trend-callers";

const EVERYBODY = "";

/** The course of the calls to a service, of everybody or of one caller. The choice stands in the address. */
export function ServiceTrendByCaller({
  row,
  snapshot,
}: {
  row: ServiceDetail;
  snapshot: Snapshot;
}) {
  const { w } = useWords();
  const words = w.service.trendOf;
  const [view, setView] = useServicePageView();
  const callers = trendCallers(row);
  const chosen = callers.find(({ key }) => key === view.caller);
  return (
    <ServiceTrend
      key={chosen?.key ?? EVERYBODY}
      namespace={row.namespace}
      service={row.name}
      window={snapshot.window}
      version={snapshot.version}
      expected={unitsSeen(row)}
      complete={row.coverage.complete}
      caller={
        chosen && { namespace: chosen.namespace, workload: chosen.workload }
      }
      chooser={
        callers.length > 1 ? (
          <div className="no-print mb-2">
            <SingleChoiceMenu
              label={words.label}
              chosen={chosen?.key ?? EVERYBODY}
              choices={[
                { value: EVERYBODY, label: words.everybody },
                ...callers.map(({ key, workload }) => ({
                  value: key,
                  label: workload === null ? w.matrix.caller.unnamed : key,
                })),
              ]}
              onChange={(key) =>
                setView({ caller: key === EVERYBODY ? null : key })
              }
            />
          </div>
        ) : null
      }
    />
  );
}
