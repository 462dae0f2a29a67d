/**
 * Who is being turned away. A STRICT sidecar drops plaintext before anything counts it, so that only the
 * other end tells: the client's own proxy, which sees connections close or not open (503 with UC or UF).
 * ztunnel counts what it refuses itself, as DENY (semantics D2, A6).
 */
import { compareText } from "@/lib/mesh/age-order";
import { earliest, latest, type TrafficCaller } from "./caller";
import { roundUp } from "./counts";
import type { RefusedCalls, TrafficUnit } from "./traffic";

/**
 * `refused`: ztunnel said so, or the client sends what a STRICT port refuses. `failed`: a client's calls
 * found no way in, and a server that is down looks the same to it.
 */
export type RefusalCertainty = "refused" | "failed";

export interface RefusedCaller extends TrafficCaller {
  readonly principal: string | null;
  /** Both in the window, each by itself; may be fractional, because Prometheus extrapolates. */
  readonly requests: number;
  readonly connections: number;
  /** Whose count this is. */
  readonly seenBy: RefusedCalls["seenBy"];
  readonly certainty: RefusalCertainty;
  /** Unix seconds; null = only the counts are known. */
  readonly firstSeenS: number | null;
  readonly lastSeenS: number | null;
}

/**
 * Sums refusals per caller, each counted once: a sidecar that ztunnel turned away reports the same
 * calls as ztunnel does, and gives way to it. Certain ones first, then by name; the order of what
 * was read does not matter. A caller is there twice where both witnesses tell of different workloads.
 * @param calls those to one service
 * @param sendsPlaintext whether a client is known to send what a STRICT port of this service refuses
 */
export function refusedCallers(
  calls: readonly RefusedCalls[],
  sendsPlaintext: (caller: TrafficCaller) => boolean,
): RefusedCaller[] {
  const byCaller = new Map<string, RefusedCaller>();
  for (const told of [...withoutSecondTelling(calls)].sort(byContent)) {
    const key = keyOf(told);
    const { namespace, workload, principal } = told.source;
    const before = byCaller.get(key) ?? {
      namespace,
      workload,
      principal: null,
      requests: 0,
      connections: 0,
      seenBy: told.seenBy,
      certainty: certaintyOf(told, sendsPlaintext),
      firstSeenS: null,
      lastSeenS: null,
    };
    byCaller.set(key, {
      ...before,
      principal: before.principal ?? principal,
      [told.unit]: before[told.unit] + told.count,
      firstSeenS: earliest(before.firstSeenS, told.firstSeenS),
      lastSeenS: latest(before.lastSeenS, told.lastSeenS),
    });
  }
  return [...byCaller.values()].sort(byCertaintyThenName);
}

export interface RefusalTotal {
  /** Whole numbers; however little was seen, something was. */
  readonly requests: number;
  readonly connections: number;
  /** Unix seconds; null = only the counts are known. */
  readonly lastSeenS: number | null;
}

/** What these callers add up to; null = there are none. */
export function refusalTotal(
  callers: readonly RefusedCaller[],
): RefusalTotal | null {
  if (callers.length === 0) return null;
  const sum = (unit: TrafficUnit) =>
    roundUp(callers.reduce((total, caller) => total + caller[unit], 0));
  return {
    requests: sum("requests"),
    connections: sum("connections"),
    lastSeenS: callers.reduce<number | null>(
      (last, { lastSeenS }) => latest(last, lastSeenS),
      null,
    ),
  };
}

function certaintyOf(
  { seenBy, source }: RefusedCalls,
  sendsPlaintext: (caller: TrafficCaller) => boolean,
): RefusalCertainty {
  switch (seenBy) {
    case "ztunnel":
      return "refused";
    case "client":
      return sendsPlaintext(source) ? "refused" : "failed";
    default:
      return seenBy satisfies never;
  }
}

/** What a client says of a workload whose ztunnel names that client; and of no workload, where any does. */
function withoutSecondTelling(calls: readonly RefusedCalls[]): RefusedCalls[] {
  const denied = new Set<string>();
  for (const { seenBy, source, destination } of calls) {
    if (seenBy !== "ztunnel" || source.workload === null) continue;
    denied.add(JSON.stringify([clientOf(source)]));
    denied.add(JSON.stringify([clientOf(source), workloadOf(destination)]));
  }
  return calls.filter(({ seenBy, source, destination }) => {
    if (seenBy !== "client") return true;
    const place = isNamed(destination.workload)
      ? [clientOf(source), workloadOf(destination)]
      : [clientOf(source)];
    return !denied.has(JSON.stringify(place));
  });
}

/** Clients without metadata of the server's pod write either. */
function isNamed(workload: string): boolean {
  return workload !== "" && workload !== "unknown";
}

function clientOf({ namespace, workload }: TrafficCaller): string {
  return `${namespace}/${workload}`;
}

function workloadOf({
  workloadNamespace,
  workload,
}: RefusedCalls["destination"]): string {
  return `${workloadNamespace}/${workload}`;
}

/** A named workload is one caller whether or not it showed its principal, as among those let in. */
function keyOf({ seenBy, source }: RefusedCalls): string {
  const { namespace, workload, principal } = source;
  return JSON.stringify(
    workload === null
      ? [seenBy, namespace, null, principal]
      : [seenBy, namespace, workload],
  );
}

/** Sums of fractions depend on their order, so that there must be one. */
function byContent(a: RefusedCalls, b: RefusedCalls): number {
  return (
    compareText(a.source.principal ?? "", b.source.principal ?? "") ||
    a.count - b.count
  );
}

function byCertaintyThenName(a: RefusedCaller, b: RefusedCaller): number {
  const rank = ({ certainty }: RefusedCaller) =>
    certainty === "refused" ? 0 : 1;
  return (
    rank(a) - rank(b) ||
    compareText(nameOf(a), nameOf(b)) ||
    compareText(a.seenBy, b.seenBy)
  );
}

function nameOf({ namespace, workload, principal }: RefusedCaller): string {
  return JSON.stringify([namespace, workload, principal]);
}
