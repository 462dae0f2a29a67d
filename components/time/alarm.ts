/** When a whole side is away, the header says so aloud. Pure. */
import type { Snapshot, Source } from "@/lib/api/contract";

export interface Alarm {
  readonly code:
    | "kubernetesStale"
    | "kubernetesDown"
    | "prometheusStale"
    | "prometheusDown";
  /** Since when it has been so, or of when the figures are; RFC 3339. */
  readonly since: string;
}

type Known = Pick<Snapshot, "sources" | "trafficAsOf" | "takenAt">;

/** null while anything of that side is live or still starting: what is missing then is told source by source. */
export function alarmOf(
  { sources, trafficAsOf }: Pick<Known, "sources" | "trafficAsOf">,
  from: Source["from"],
): Alarm | null {
  const asked = sources.filter((source) => source.from === from);
  if (asked.some(({ state }) => state === "live" || state === "starting")) {
    return null;
  }
  const gone = asked.filter(
    ({ state }) => state === "stale" || state === "down",
  );
  const since = gone.map((source) => source.since).sort(byTime)[0];
  if (since === undefined) return null;
  const stale = gone.some(({ state }) => state === "stale");
  if (from === "kubernetes") {
    return { code: stale ? "kubernetesStale" : "kubernetesDown", since };
  }
  return stale && trafficAsOf !== null
    ? { code: "prometheusStale", since: trafficAsOf }
    : { code: "prometheusDown", since };
}

/**
 * Seconds since then. The reader's clock may be behind the server's: then the server's last word counts, so
 * that nothing looks fresher than it is known to be.
 */
export function ageSeconds(
  since: string,
  { takenAt }: Pick<Known, "takenAt">,
  nowMs: number,
): number {
  const latestMs = Math.max(nowMs, Date.parse(takenAt));
  return Math.max(0, (latestMs - Date.parse(since)) / 1_000);
}

function byTime(a: string, b: string): number {
  return Date.parse(a) - Date.parse(b);
}
