import "server-only";
import { roundAgainstUs } from "@/lib/mesh/traffic/counts";
import type { MeshSnapshot } from "@/lib/snapshot/mesh-snapshot";
import {
  type OverviewService as MeshService,
  overviewOf,
} from "@/lib/snapshot/overview";
import type { Blocker, TopBlockers } from "@/lib/snapshot/overview-blockers";
import type { RecentChanges } from "@/lib/snapshot/recent-changes";
import type { RecentChange } from "@/lib/snapshot/recent-changes-entry";
import type {
  Overview,
  OverviewChange,
  OverviewService,
} from "./overview-contract";
import { isoTimeOf } from "./snapshot-dto";

/** The newest changes, so many. */
const CHANGES = 50;
/** A reason may name many objects; the service's own page names all. */
const OBJECTS = 5;

/** Differs whenever the overview may differ. */
export function overviewVersion(
  snapshot: MeshSnapshot,
  changes: RecentChanges,
): string {
  return `${snapshot.version}.${changes.sequence}`;
}

/** The overview as it crosses the border. */
export function toOverview(
  snapshot: MeshSnapshot,
  changes: RecentChanges,
): Overview {
  const { work, namespaces, blockers } = overviewOf(snapshot);
  const list = (state: keyof typeof work) => ({
    count: work[state].count,
    first: work[state].first.map(toService),
  });
  return {
    version: overviewVersion(snapshot, changes),
    takenAt: new Date(snapshot.takenAtMs).toISOString(),
    trafficAsOf: isoTimeOf(snapshot.trafficAsOfS),
    window: snapshot.window,
    requests: roundAgainstUs(snapshot.matrix.requests),
    connections: roundAgainstUs(snapshot.matrix.connections),
    work: {
      LOCKED: list("LOCKED"),
      READY: list("READY"),
      READY_WITH_WARNINGS: list("READY_WITH_WARNINGS"),
      BLOCKED: list("BLOCKED"),
      UNKNOWN: list("UNKNOWN"),
    },
    namespaces: {
      total: namespaces.total,
      first: namespaces.first.map((namespace) => ({
        ...namespace,
        counts: { ...namespace.counts },
      })),
    },
    blockers: {
      callers: top(blockers.callers),
      objects: top(blockers.objects),
      reasons: top(blockers.reasons),
    },
    changes: {
      since: new Date(changes.sinceMs).toISOString(),
      list: changes.of(snapshot.window).slice(0, CHANGES).map(toChange),
    },
  };
}

function toService({
  namespace,
  name,
  state,
  reason,
}: MeshService): OverviewService {
  return {
    namespace,
    name,
    state,
    reason: { ...reason, objects: reason.objects.slice(0, OBJECTS) },
  };
}

function top<T>({ total, first }: TopBlockers<T>): {
  total: number;
  first: Blocker<T>[];
} {
  return { total, first: [...first] };
}

function toChange(change: RecentChange): OverviewChange {
  const at = new Date(change.atMs).toISOString();
  switch (change.kind) {
    case "object": {
      const { kind, happened, object, before, after } = change;
      return { kind, at, happened, object, before, after };
    }
    case "verdict": {
      const { kind, from, to, count, services } = change;
      return { kind, at, from, to, count, services: [...services] };
    }
    default:
      return change satisfies never;
  }
}
