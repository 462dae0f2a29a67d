/** What the work comes to: which services are next, how far each namespace is, and what blocks most. */
import type { MatrixRow } from "@/lib/mesh/matrix/matrix";
import {
  type Reason,
  type ReasonCode,
  VERDICT_STATES,
  type VerdictState,
} from "@/lib/mesh/readiness/reason";
import { type RollUp, rollUp } from "@/lib/mesh/readiness/roll-up";
import {
  byNamespaceWork,
  byWork,
  namespaceWork,
} from "@/lib/mesh/readiness/work-order";
import type { MeshSnapshot } from "./mesh-snapshot";
import { type Blockers, countBlockers } from "./overview-blockers";
import { type Placed, placeOf } from "./overview-order";

export interface OverviewService {
  readonly namespace: string;
  readonly name: string;
  readonly state: VerdictState;
  /** The first of its reasons. */
  readonly reason: Reason;
}

export interface OverviewNamespace {
  readonly name: string;
  readonly services: number;
  readonly counts: RollUp["counts"];
  readonly worst: VerdictState | null;
  /** The first reason of most services in that state. */
  readonly worstReason: ReasonCode | null;
}

export interface Overview {
  /** By verdict: how many there are, and the first few in the order of the work. */
  readonly work: Readonly<
    Record<
      VerdictState,
      { readonly count: number; readonly first: readonly OverviewService[] }
    >
  >;
  readonly namespaces: {
    readonly total: number;
    /** In the order of the work; those with nothing left to do stand last. */
    readonly first: readonly OverviewNamespace[];
  };
  readonly blockers: Blockers;
}

const SERVICES = 5;
/** All of them are in the matrix; nobody reads more in a list beside it. */
const NAMESPACES = 100;

/** Made once per snapshot, whoever asks. One pass over the rows. */
export function overviewOf(snapshot: MeshSnapshot): Overview {
  const known = overviews.get(snapshot);
  if (known) return known;
  const made = summarise(snapshot.matrix.rows);
  overviews.set(snapshot, made);
  return made;
}

const overviews = new WeakMap<MeshSnapshot, Overview>();

export function summarise(rows: readonly MatrixRow[]): Overview {
  const byState = new Map<VerdictState, Placed[]>(
    VERDICT_STATES.map((state) => [state, []]),
  );
  const byNamespace = new Map<string, Placed[]>();
  for (const row of rows) {
    const placed = placeOf(row);
    byState.get(row.verdict.state)?.push(placed);
    const beside = byNamespace.get(row.service.namespace);
    if (beside) beside.push(placed);
    else byNamespace.set(row.service.namespace, [placed]);
  }
  const listOf = (state: VerdictState) => {
    const placed = byState.get(state) ?? [];
    return {
      count: placed.length,
      first: firstOf(placed, SERVICES).map(({ row }) => toService(row)),
    };
  };
  return {
    work: {
      LOCKED: listOf("LOCKED"),
      READY: listOf("READY"),
      READY_WITH_WARNINGS: listOf("READY_WITH_WARNINGS"),
      BLOCKED: listOf("BLOCKED"),
      UNKNOWN: listOf("UNKNOWN"),
    },
    namespaces: {
      total: byNamespace.size,
      first: [...byNamespace]
        .flatMap(([name, members]) => {
          const work = namespaceWork(members);
          return work ? [{ name, members, work }] : [];
        })
        .sort((a, b) => byNamespaceWork(a.work, b.work))
        .slice(0, NAMESPACES)
        .map(({ name, members }) => toNamespace(name, members)),
    },
    blockers: countBlockers(rows),
  };
}

/** The few that come first, without putting ten thousand in order. */
function firstOf(placed: readonly Placed[], most: number): Placed[] {
  const first: Placed[] = [];
  for (const candidate of placed) {
    const last = first.at(-1);
    if (first.length === most && last && byWork(candidate, last) >= 0) continue;
    const at = first.findIndex((other) => byWork(candidate, other) < 0);
    first.splice(at === -1 ? first.length : at, 0, candidate);
    if (first.length > most) first.pop();
  }
  return first;
}

function toService({ service, verdict }: MatrixRow): OverviewService {
  const [reason] = verdict.reasons;
  if (!reason) throw new Error("A verdict always has a reason.");
  const { namespace, name } = service;
  return { namespace, name, state: verdict.state, reason };
}

function toNamespace(
  name: string,
  members: readonly Placed[],
): OverviewNamespace {
  const { counts, worst, worstReason } = rollUp(
    members.map(({ row }) => row.verdict),
  );
  return {
    name,
    services: members.length,
    counts,
    worst,
    worstReason: worstReason?.code ?? null,
  };
}
