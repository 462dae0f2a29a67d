/** How far the sources can be trusted, in one word each. The worst statement decides. Pure. */
import type { Source } from "@/lib/api/contract";
import type { LiveState } from "@/lib/query/use-live-snapshot";

export type Health = "starting" | "live" | "degraded" | "stale" | "down";

/** Statements that the reader has to know of: everything that is not simply live. */
export function troubled(sources: readonly Source[]): Source[] {
  return sources.filter(
    (source) =>
      source.warnings.length > 0 ||
      (source.state !== "live" && !isExpectedAbsence(source)),
  );
}

/** @returns null where nothing was asked of this side at all */
export function healthOf(
  sources: readonly Source[],
  from: Source["from"],
): Health | null {
  const own = sources.filter((source) => source.from === from);
  if (own.length === 0) return null;
  const bad = troubled(own);
  const states = new Set(bad.map((source) => source.state));
  if (states.has("starting")) return "starting";
  if (own.every((source) => source.state === "down")) return "down";
  if (states.has("stale")) return "stale";
  return bad.length > 0 ? "degraded" : "live";
}

/**
 * What was well when it was last heard of is only that while our own server is away.
 * @param away nothing newer arrives
 */
export function lastHeard(health: Health | null, away: boolean): Health | null {
  return away && health === "live" ? "stale" : health;
}

/**
 * An open stream of which nothing can come is not live: a browser may hold a dead one open for minutes.
 * @param away the last answer of our own server failed
 */
export function liveNow(
  live: LiveState,
  { away, online }: { away: boolean; online: boolean },
): LiveState {
  return live === "live" && (away || !online) ? "polling" : live;
}

/** Istio dropped these kinds long ago: a server without them misses nothing (semantics C). */
function isExpectedAbsence(source: Source): boolean {
  return (
    source.state === "absent" && source.id.endsWith(".authentication.istio.io")
  );
}
