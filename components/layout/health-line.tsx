"use client";
import clsx from "clsx";
import type { ReactNode } from "react";
import { alarmOf } from "@/components/time/alarm";
import { AlarmLine } from "@/components/time/alarm-line";
import { Freshness } from "@/components/time/freshness";
import { Hint } from "@/components/ui/hint";
import type { Snapshot } from "@/lib/api/contract";
import type { LiveState } from "@/lib/query/use-live-snapshot";
import { useRefreshPause } from "@/lib/query/use-refresh-pause";
import { formatAgo } from "@/lib/words/figures";
import { useWords } from "./preferences";
import { type Health, healthOf, lastHeard, liveNow } from "./source-health";
import { useNow } from "./use-now";
import { useOnline } from "./use-online";

const TICK_MS = 1_000;

/** One word per source, aloud where one is away; whether changes arrive by themselves; and of when it all is. */
export function HealthLine({
  snapshot,
  live,
  away,
}: {
  snapshot: Snapshot;
  live: LiveState;
  /** Our own server does not answer. */
  away: boolean;
}) {
  const { w } = useWords();
  // A stream that carries nothing from the cluster is not what "live" promises.
  const silent = alarmOf(snapshot, "kubernetes") !== null;
  const now = liveNow(live, { away, online: useOnline() });
  const follows = !silent || now !== "live";
  const calm = !silent && alarmOf(snapshot, "prometheus") === null;
  return (
    <ul
      aria-label={w.page.health.label}
      data-calm={calm}
      className={clsx(
        "group flex flex-wrap items-center gap-x-4 gap-y-1 text-muted text-xs",
        !silent && "min-[1380px]:justify-end",
      )}
    >
      <KubernetesItem snapshot={snapshot} away={away} />
      <PrometheusItem snapshot={snapshot} away={away} />
      {follows ? <LiveItem live={now} /> : null}
      <li>
        <Freshness snapshot={snapshot} />
      </li>
    </ul>
  );
}

interface Known {
  snapshot: Snapshot;
  away: boolean;
}

function KubernetesItem({ snapshot, away }: Known) {
  const { w } = useWords();
  const health =
    lastHeard(healthOf(snapshot.sources, "kubernetes"), away) ?? "down";
  const alarm = alarmOf(snapshot, "kubernetes");
  return alarm ? (
    <li>
      <AlarmLine alarm={alarm} snapshot={snapshot} />
    </li>
  ) : (
    <Item health={health}>{w.page.health.kubernetes[health]}</Item>
  );
}

function PrometheusItem({ snapshot, away }: Known) {
  const { w, language } = useWords();
  const now = useNow(TICK_MS);
  const health = lastHeard(healthOf(snapshot.sources, "prometheus"), away);
  const alarm = alarmOf(snapshot, "prometheus");
  const { trafficAsOf } = snapshot;
  const says = w.page.health.prometheus;
  if (alarm) {
    return (
      <li>
        <AlarmLine alarm={alarm} snapshot={snapshot} />
      </li>
    );
  }
  if (health === null) return <Item health="down">{says.unread}</Item>;
  const age = trafficAsOf ? formatAgo(trafficAsOf, now, language) : "–";
  const saying = says[health];
  return (
    <Item health={health} ticking>
      {typeof saying === "string" ? saying : saying(age)}
    </Item>
  );
}

function Item({
  health,
  ticking = false,
  children,
}: {
  health: Health;
  /** Its words change with every second: it stands where its growing moves nothing else. */
  ticking?: boolean;
  children: ReactNode;
}) {
  return (
    <li
      className={clsx(
        ticking && "min-[1380px]:order-first",
        "flex items-center gap-1.5 whitespace-nowrap",
        // On a telephone a source that is well need not be seen to be; the moment of the figures is.
        // Nor beside an alarm, which needs its place.
        health === "live" &&
          "max-md:sr-only group-data-[calm=false]:max-[1600px]:sr-only",
        (health === "stale" || health === "down") &&
          "font-semibold text-plain-ink",
      )}
    >
      <Dot health={health} />
      {children}
    </li>
  );
}

function LiveItem({ live }: { live: LiveState }) {
  const { w } = useWords();
  const pause = useRefreshPause() ?? "hidden";
  const hints: Readonly<Record<LiveState, string>> = {
    connecting: w.page.health.liveHint,
    live: w.page.health.liveHint,
    polling: w.page.health.pollingHint,
    paused: w.time.paused[`${pause}Hint`],
  };
  return (
    <li>
      <Hint text={hints[live]}>
        <span className="flex items-center gap-1.5" aria-live="polite">
          <Dot health={live === "live" ? "live" : "stale"} />
          {live === "paused" ? w.time.paused[pause] : w.page.health[live]}
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
