/**
 * The order of the work, the same wherever it is shown. Services: what can be locked now comes first, then what few
 * callers hold back, then what is not known, then what cannot be changed from here, then what is done. Namespaces:
 * as their first services do, and of those that start alike the one in which the least stands in the way of the rest.
 */
import { compareText } from "@/lib/mesh/age-order";
import type { VerdictState } from "./reason";

/** What the place of a service depends on. */
export interface Work {
  readonly namespace: string;
  readonly name: string;
  readonly state: VerdictState;
  /** Something may be offered for it now. */
  readonly canAct: boolean;
  /** How many different callers still send plaintext; one that nobody can name counts as one. */
  readonly plaintextCallers: number;
}

/** Total, so that two readers see the same page. */
export function byWork(a: Work, b: Work): number {
  return (
    rankOf(a) - rankOf(b) ||
    byObstacles(a, b) ||
    compareText(a.namespace, b.namespace) ||
    compareText(a.name, b.name)
  );
}

/** What the place of a namespace depends on. */
export interface NamespaceWork {
  /** Of its services the one that comes first. */
  readonly first: Work;
  /** The highest rank of what is left to do there. */
  readonly last: number;
}

/** @returns null where there is no service */
export function namespaceWork(services: readonly Work[]): NamespaceWork | null {
  const [some, ...others] = services;
  if (!some) return null;
  let first = some;
  for (const work of others) if (byWork(work, first) < 0) first = work;
  const left = services.filter(({ state }) => state !== "LOCKED").map(rankOf);
  return {
    first,
    last: left.reduce((most, rank) => Math.max(most, rank), rankOf(first)),
  };
}

/**
 * Namespaces with something to lock come first. Of those, one that is ready as a whole stands before one that is
 * ready in part, whatever their names: it can be finished now.
 */
export function byNamespaceWork(a: NamespaceWork, b: NamespaceWork): number {
  return (
    rankOf(a.first) - rankOf(b.first) ||
    a.last - b.last ||
    byObstacles(a.first, b.first) ||
    compareText(a.first.namespace, b.first.namespace)
  );
}

/** Those whom somebody calls in plaintext come first, and of them those with the fewest callers. */
function byObstacles(a: Work, b: Work): number {
  return (
    Number(isQuiet(a)) - Number(isQuiet(b)) ||
    a.plaintextCallers - b.plaintextCallers
  );
}

function isQuiet({ state, plaintextCallers }: Work): boolean {
  return state === "BLOCKED" && plaintextCallers === 0;
}

const RANKS: Readonly<Record<VerdictState, number>> = {
  READY: 0,
  READY_WITH_WARNINGS: 1,
  BLOCKED: 2,
  UNKNOWN: 3,
  LOCKED: 5,
};
const NOTHING_TO_DO_HERE = 4;

/** What nothing here can change waits behind what something can. */
function rankOf({ state, canAct }: Work): number {
  return canAct || state === "LOCKED" ? RANKS[state] : NOTHING_TO_DO_HERE;
}
