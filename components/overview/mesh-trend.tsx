"use client";
import { useWords } from "@/components/layout/preferences";
import { stepClock, stepLength } from "@/components/service/step-time";
import { AXIS_WIDTH_PX, TrendFrame } from "@/components/service/trend-frame";
import { TrendLegend } from "@/components/service/trend-legend";
import { type UnitTrend, unitTrend } from "@/components/service/trend-model";
import { UnitChart } from "@/components/service/unit-chart";
import { CalmProblem } from "@/components/states/calm-problem";
import { useTimeZone } from "@/components/time/use-time-zone";
import type { Window } from "@/lib/api/contract";
import type { MeshTraffic } from "@/lib/api/overview-contract";
import { useMeshTraffic } from "@/lib/query/mesh-trend";
import { formatCount, formatWindow } from "@/lib/words/figures";
import { Panel } from "./panel";
import { proxyRange } from "./proxy-range";

/** How all traffic changed over the window: requests and connections side by side, never added. */
export function MeshTrend({
  window,
  version,
}: {
  window: Window;
  /** The snapshot's; a new one may mean new figures. */
  version: string;
}) {
  const { w, language } = useWords();
  const { data, error } = useMeshTraffic(window, version);
  const trends = data ? UNITS.map((unit) => unitTrend(data, unit)) : [];
  return (
    <Panel
      title={w.overview.trend.title(formatWindow(window, language))}
      aside={data ? <TrendLegend trends={trends} /> : null}
    >
      <p className="text-muted text-xs">{w.overview.trend.hint}</p>
      {data ? (
        <Known traffic={data} trends={trends} renewed={error === null} />
      ) : error ? (
        <div className="mt-3 border-edge border-l-2 pl-3">
          <p className="text-xs">{w.overview.trend.unknown}</p>
          <CalmProblem error={error} />
        </div>
      ) : (
        <Awaited />
      )}
    </Panel>
  );
}

const UNITS = ["requests", "connections"] as const;

function Known({
  traffic,
  trends,
  renewed,
}: {
  traffic: MeshTraffic;
  trends: readonly UnitTrend[];
  renewed: boolean;
}) {
  const { w, language } = useWords();
  const timeZone = useTimeZone();
  const stepMs = traffic.stepSeconds * 1_000;
  const clock = stepClock(
    traffic.steps.length * stepMs,
    stepMs,
    language,
    timeZone,
  );
  const proxies = proxyRange(traffic);
  const end = trends[0]?.steps.at(-1);
  const count = (n: number) => formatCount(n, language);
  return (
    <>
      <div className="mt-2 grid gap-x-8 gap-y-3 sm:grid-cols-2">
        {trends.map((trend) => (
          <UnitChart
            key={trend.unit}
            trend={trend}
            clock={clock}
            caption={w.service.caption[trend.unit](
              stepLength(traffic.stepSeconds, language),
            )}
            picture={w.overview.trend.picture[trend.unit](
              formatWindow(traffic.window, language),
            )}
          />
        ))}
      </div>
      <div className="flex flex-col text-muted text-xs">
        {renewed || !end ? null : (
          <p>{w.service.notRenewed(clock.moment(end.toMs))}</p>
        )}
        {proxies ? (
          <p>
            {w.overview.trend.proxies(
              count(proxies.least),
              count(proxies.most),
            )}
          </p>
        ) : null}
        {traffic.warnings.length > 0 ? (
          <p>
            {w.service.doubts} {traffic.warnings.join("; ")}
          </p>
        ) : null}
      </div>
    </>
  );
}

/** As high as what will stand here, so that nothing below it moves. In a large mesh it takes a while. */
function Awaited() {
  const { w } = useWords();
  return (
    <div className="mt-2" aria-busy>
      <div className="grid gap-x-8 gap-y-3 sm:grid-cols-2" aria-hidden>
        {UNITS.map((unit) => (
          <div key={unit}>
            <p className="h-3.5" />
            <TrendFrame shown={null}>
              <AwaitedBars />
            </TrendFrame>
          </div>
        ))}
      </div>
      <p role="status" className="mt-1 min-h-5 text-muted text-xs">
        {w.service.loading}{" "}
        <span className="late-long">{w.overview.trend.patience}</span>
      </p>
    </div>
  );
}

const BARS = Array.from({ length: 30 }, (_, index) => index);
const BAR_DELAY_MS = 40;

/** Where bars will be; of no height that could be taken for a figure. */
function AwaitedBars() {
  return (
    <div
      className="flex h-full items-end gap-px"
      style={{ paddingLeft: AXIS_WIDTH_PX }}
    >
      {BARS.map((bar) => (
        <span
          key={bar}
          className="h-full flex-1 animate-pulse bg-rule"
          style={{ animationDelay: `${bar * BAR_DELAY_MS}ms` }}
        />
      ))}
    </div>
  );
}
