"use client";
import type { ReactNode } from "react";
import { useWords } from "@/components/layout/preferences";
import { CalmProblem } from "@/components/states/calm-problem";
import { useTimeZone } from "@/components/time/use-time-zone";
import { Section } from "@/components/ui/section";
import type { Window } from "@/lib/api/contract";
import type { ServiceTraffic } from "@/lib/api/service-traffic-contract";
import {
  type TrafficCaller,
  useServiceTraffic,
} from "@/lib/query/service-traffic";
import { formatWindow } from "@/lib/words/figures";
import { stepClock, stepLength } from "./step-time";
import { TrendFrame } from "./trend-frame";
import { TrendLegend } from "./trend-legend";
import { type Unit, unitsOf, unitTrend } from "./trend-model";
import { UnitChart } from "./unit-chart";

/**
 * How the calls to one service changed over the window.
 *
 * @param expected the units the matrix counted, for which room is kept while the answer is awaited
 */
export function ServiceTrend({
  namespace,
  service,
  window,
  version,
  expected,
  complete,
  caller,
  chooser,
}: {
  namespace: string;
  service: string;
  window: Window;
  /** The snapshot's; a new one may mean new figures. */
  version: string;
  expected: readonly Unit[];
  /** Every proxy of the service reported: without a figure nobody called. */
  complete: boolean;
  /** Only this caller's calls. */
  caller?: TrafficCaller | undefined;
  /** Whose calls are shown, where that can be chosen. */
  chooser?: ReactNode;
}) {
  const { w, language } = useWords();
  const { data, error } = useServiceTraffic(
    { namespace, service, window, caller },
    version,
  );
  return (
    <Section
      title={w.service.title(formatWindow(window, language))}
      hint={w.service.hint}
    >
      {chooser}
      {error ? <CalmProblem error={error} /> : null}
      {data ? (
        <Known traffic={data} complete={complete} renewed={error === null} />
      ) : error ? null : (
        <Awaited units={expected} />
      )}
    </Section>
  );
}

function Known({
  traffic,
  complete,
  renewed,
}: {
  traffic: ServiceTraffic;
  complete: boolean;
  renewed: boolean;
}) {
  const { w, language } = useWords();
  const zone = useTimeZone();
  const { namespace, service, window, stepSeconds, steps } = traffic;
  if (stepSeconds === null) return <Note>{w.service.noWorkloads}</Note>;
  const trends = unitsOf(traffic).map((unit) => unitTrend(traffic, unit));
  const unknown = steps.filter(({ calls }) => calls === null).length;
  if (trends.length === 0) {
    return (
      <Note>
        {unknown === steps.length
          ? w.service[complete ? "nobodyCounted" : "nothing"]
          : w.service.noCalls(String(steps.length - unknown), String(unknown))}
      </Note>
    );
  }
  const stepMs = stepSeconds * 1_000;
  const clock = stepClock(steps.length * stepMs, stepMs, language, zone);
  const end = trends[0]?.steps.at(-1);
  return (
    <div className="flex flex-col gap-2">
      {!renewed && end ? (
        <Note>{w.service.notRenewed(clock.moment(end.toMs))}</Note>
      ) : null}
      <TrendLegend trends={trends} />
      {trends.map((trend) => (
        <UnitChart
          key={trend.unit}
          trend={trend}
          clock={clock}
          caption={w.service.caption[trend.unit](
            stepLength(stepSeconds, language),
          )}
          picture={w.service.picture[trend.unit](
            `${namespace}/${service}`,
            formatWindow(window, language),
          )}
        />
      ))}
      {traffic.warnings.length > 0 ? (
        <Note>
          {w.service.doubts} {traffic.warnings.join("; ")}
        </Note>
      ) : null}
    </div>
  );
}

/** As high as what will stand here, so that nothing below it moves. */
function Awaited({ units }: { units: readonly Unit[] }) {
  const { w } = useWords();
  if (units.length === 0) return <Note>{w.service.loading}</Note>;
  return (
    <div className="flex flex-col gap-2" aria-busy>
      <p className="h-4 text-2xs text-muted">{w.service.loading}</p>
      {units.map((unit) => (
        <div key={unit} className="pt-3.5 pb-6">
          <TrendFrame shown={null} />
        </div>
      ))}
    </div>
  );
}

function Note({ children }: { children: React.ReactNode }) {
  return <p className="text-muted text-xs">{children}</p>;
}
