"use client";
import clsx from "clsx";
import { Hint } from "@/components/ui/hint";
import type { Snapshot } from "@/lib/api/contract";
import type { LiveState } from "@/lib/query/use-live-snapshot";
import { formatAgo, formatCount } from "@/lib/words/figures";
import { useWords } from "./preferences";
import { type Health, healthOf } from "./source-health";
import { useNow } from "./use-now";

const TICK_MS = 1_000;

/** One word per source, and whether changes arrive by themselves. */
export function HealthLine({
  snapshot,
  live,
}: {
  snapshot: Snapshot;
  live: LiveState;
}) {
  const { w } = useWords();
  const kubernetes = healthOf(snapshot.sources, "kubernetes") ?? "down";
  return (
    <ul
      aria-label={w.page.health.label}
      className="flex flex-wrap items-center gap-x-4 gap-y-1 text-muted text-xs"
    >
      <li className="flex items-center gap-1.5">
        <Dot health={kubernetes} />
        {w.page.health.kubernetes[kubernetes]}
      </li>
      <PrometheusItem snapshot={snapshot} />
      <LiveItem live={live} />
    </ul>
  );
}

function PrometheusItem({ snapshot }: { snapshot: Snapshot }) {
  const { w, language } = useWords();
  const now = useNow(TICK_MS);
  const health = healthOf(snapshot.sources, "prometheus");
  const { reportingPods, proxiedPods } = snapshot.totals;
  const { trafficAsOf } = snapshot;
  const says = w.page.health.prometheus;
  if (health === null) {
    return (
      <li className="flex items-center gap-1.5">
        <Dot health="down" />
        {says.unread}
      </li>
    );
  }
  const age = trafficAsOf ? formatAgo(trafficAsOf, now, language) : "–";
  const saying = says[health];
  return (
    <li className="flex items-center gap-1.5 whitespace-nowrap">
      <Dot health={health} />
      {typeof saying === "string" ? saying : saying(age)}
      {trafficAsOf ? (
        <span>
          {"· "}
          {w.page.health.pods(
            formatCount(reportingPods, language),
            formatCount(proxiedPods, language),
          )}
        </span>
      ) : null}
    </li>
  );
}

function LiveItem({ live }: { live: LiveState }) {
  const { w } = useWords();
  const hint =
    live === "polling" ? w.page.health.pollingHint : w.page.health.liveHint;
  return (
    <li>
      <Hint text={hint}>
        <span className="flex items-center gap-1.5" aria-live="polite">
          <Dot health={live === "live" ? "live" : "stale"} />
          {w.page.health[live]}
        </span>
      </Hint>
    </li>
  );
}

function Dot({ health }: { health: Health }) {
  return (
    <span
      aria-hidden
      className={clsx(
        "size-2 shrink-0 rounded-full border",
        health === "live" && "border-ready bg-ready",
        health === "starting" && "border-faint",
        (health === "degraded" || health === "stale") &&
          "border-plain bg-transparent",
        health === "down" && "border-refused bg-refused",
      )}
    />
  );
}
