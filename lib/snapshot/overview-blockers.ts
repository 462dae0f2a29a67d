/** What stands between services and their lock, counted by what would have to change. */

import type { MatrixRow } from "@/lib/mesh/matrix/matrix";
import { refKey } from "@/lib/mesh/object-ref";
import type { ObjectRef } from "@/lib/mesh/objects";
import type { Reason, ReasonCode } from "@/lib/mesh/readiness/reason";
import type { TrafficCaller } from "@/lib/mesh/traffic/caller";

export interface Blocker<T> {
  readonly what: T;
  /** Services it stands in the way of. */
  readonly services: number;
  /** Of those, services in whose way nothing else stands: without it they would be ready, warnings aside. */
  readonly alone: number;
}

export interface TopBlockers<T> {
  /** How many different ones there are. */
  readonly total: number;
  /** Those that block most, at most ten. */
  readonly first: readonly Blocker<T>[];
}

export interface Blockers {
  /** Workloads that send plaintext; null names are those of whom telemetry has none, all together. */
  readonly callers: TopBlockers<TrafficCaller>;
  /** Rules and policies. */
  readonly objects: TopBlockers<ObjectRef>;
  readonly reasons: TopBlockers<ReasonCode>;
}

const MOST = 10;

export function countBlockers(rows: readonly MatrixRow[]): Blockers {
  const callers = new Tally<TrafficCaller>();
  const objects = new Tally<ObjectRef>();
  const reasons = new Tally<ReasonCode>();
  for (const { verdict } of rows) {
    if (verdict.state !== "BLOCKED" && verdict.state !== "UNKNOWN") continue;
    const standing = verdict.reasons.filter(standsInTheWay);
    const codes = new Set(standing.map(({ code }) => code));
    for (const code of codes) reasons.add(code, code, codes.size === 1);
    countCallers(callers, standing);
    countObjects(objects, standing);
  }
  return {
    callers: callers.top(),
    objects: objects.top(),
    reasons: reasons.top(),
  };
}

/** Whatever blocks, and that no call was seen at all, which warns only and yet keeps a service from being ready. */
function standsInTheWay({ level, code }: Reason): boolean {
  return level === "block" || code === "no-traffic";
}

function countCallers(
  tally: Tally<TrafficCaller>,
  standing: readonly Reason[],
): void {
  const senders = new Map<string, TrafficCaller>();
  for (const reason of standing) {
    for (const sender of sendersOf(reason)) {
      senders.set(nameOf(sender), sender);
    }
  }
  const alone = standing.length === 1 && senders.size === 1;
  for (const [key, sender] of senders) tally.add(key, sender, alone);
}

/** Those without a name sort behind all others: no name starts so. */
function nameOf({ namespace, workload }: TrafficCaller): string {
  return workload === null ? "~" : `${namespace}/${workload}`;
}

/** The reason names its senders as "namespace/workload, namespace/workload"; no name holds a comma. */
export function sendersOf({ code, params }: Reason): TrafficCaller[] {
  if (code !== "plaintext-seen" && code !== "plaintext-stopped") return [];
  const named = String(params.named ?? "")
    .split(", ")
    .flatMap((name): TrafficCaller[] => {
      const [namespace = "", workload = ""] = name.split("/");
      return workload === "" ? [] : [{ namespace, workload }];
    });
  return Number(params.unnamed ?? 0) > 0
    ? [...named, { namespace: null, workload: null }]
    : named;
}

function countObjects(
  tally: Tally<ObjectRef>,
  standing: readonly Reason[],
): void {
  const found = new Map<string, ObjectRef>();
  for (const { objects } of standing) {
    for (const object of objects) found.set(refKey(object), object);
  }
  const alone =
    found.size === 1 && standing.every(({ objects }) => objects.length > 0);
  for (const [key, object] of found) tally.add(key, object, alone);
}

class Tally<T> {
  private readonly found = new Map<
    string,
    { readonly what: T; services: number; alone: number }
  >();

  add(key: string, what: T, alone: boolean): void {
    const known = this.found.get(key) ?? { what, services: 0, alone: 0 };
    known.services += 1;
    if (alone) known.alone += 1;
    this.found.set(key, known);
  }

  top(): TopBlockers<T> {
    return {
      total: this.found.size,
      first: [...this.found]
        .sort(
          ([keyA, a], [keyB, b]) =>
            b.services - a.services ||
            b.alone - a.alone ||
            (keyA < keyB ? -1 : 1),
        )
        .slice(0, MOST)
        .map(([, blocker]) => blocker),
    };
  }
}
