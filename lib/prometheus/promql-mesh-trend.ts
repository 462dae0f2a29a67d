/**
 * The course of all traffic of the mesh. One question per unit. Of mutual TLS two figures come back per step
 * and called namespace, since it hangs on who told it whether it is believed; of the rest two in all.
 */
import {
  CONNECTIONS,
  DENIED,
  EDGE_LABELS,
  FAILED,
  inRow,
  justBefore,
  MUTUAL,
  NOT_MUTUAL,
  newestOf,
  type Only,
  proxies,
  RECEIVED_BYTES,
  REPLICA_LABELS,
  REQUESTS,
  received,
  type Scope,
  SENT_BYTES,
  STEP_SLACK,
  TELLER_LABELS,
  unlessRefused,
} from "./promql-series";
import { either } from "./promql-text";

/**
 * What HTTP and gRPC servers counted. Sums are taken before they are
 * subtracted, so that Prometheus never holds the growth of each series:
 *
 * - Rows "newest": all counters at the end of the step.
 * - Rows "carried": what they stood at before the step, of those that were not restarted since. What is
 *   newest and not carried was added in the step; a counter that was not known in the ten minutes before
 *   counts in full (semantics D3).
 * - Rows "seen" and "before": how many proxies were scraped at the step's end, and before it. Without any
 *   at its end nothing is known of it; without any before, what looks new may be old.
 *
 * @param stepS whole seconds, also the step of the range query
 */
export function meshRequests(stepS: number, scope: Scope): string {
  return either(
    ...mutualSums(REQUESTS, stepS, scope),
    ...sums(
      received(REQUESTS, NOT_MUTUAL, ...scope.only),
      ["connection_security_policy"],
      stepS,
      scope,
    ),
    ...scraped(stepS, scope),
  );
}

/**
 * The same of TCP connections. Mutual TLS comes in rows as above. Of the rest, rows "added" hold what the
 * step added, because two things have to be looked at edge by edge (semantics D2): what ztunnel refused and
 * counted as opened all the same, and connections that were open already, which show in their bytes only.
 */
export function meshConnections(stepS: number, scope: Scope): string {
  const { only } = scope;
  const by = (metric: string, ...matchers: Only) =>
    addedByEdge(
      received(metric, NOT_MUTUAL, ...matchers, ...only),
      stepS,
      scope,
    );
  const bytes = by(RECEIVED_BYTES);
  const others = either(
    unlessRefused({
      opened: by(CONNECTIONS),
      denied: by(FAILED, DENIED),
      bytes: [bytes, by(SENT_BYTES)],
      slack: STEP_SLACK,
    }),
    `clamp_max(${bytes}, 1)`,
  );
  return either(
    ...mutualSums(CONNECTIONS, stepS, scope),
    inRow("added", `sum by (connection_security_policy) (${others})`),
    ...scraped(stepS, scope),
  );
}

/** By whom proxies were scraped within the window; more than one row = several servers scrape the same. */
export function copies(windowS: number, only: Only): string {
  return inRow(
    "copy",
    `group by (${REPLICA_LABELS.join(", ")}) (count_over_time(${proxies(only)}[${windowS}s]))`,
  );
}

/** Mutual TLS is not believed of everybody who tells it, nor of whomever it is told. */
export const MESH_TELLER_LABELS = [
  ...TELLER_LABELS,
  "destination_workload_namespace",
] as const;

function mutualSums(metric: string, stepS: number, scope: Scope): string[] {
  const those = received(metric, MUTUAL, ...scope.only);
  return sums(those, MESH_TELLER_LABELS, stepS, scope);
}

function sums(
  those: string,
  labels: readonly string[],
  stepS: number,
  scope: Scope,
): string[] {
  const { newest, carried } = looks(those, stepS, scope);
  return [
    inRow("newest", sumOf(labels, newest)),
    inRow("carried", sumOf(labels, carried)),
  ];
}

function addedByEdge(those: string, stepS: number, scope: Scope): string {
  const { newest, carried } = looks(those, stepS, scope);
  const now = sumOf(EDGE_LABELS, newest);
  return `(${either(`${now} - ${sumOf(EDGE_LABELS, carried)}`, now)}) != 0`;
}

function looks(those: string, stepS: number, scope: Scope) {
  const newest = once(newestOf(those, stepS), scope);
  const before = once(justBefore(those, stepS), scope);
  // A counter that fell was restarted: nothing of what it had is in what it has.
  return { newest, carried: `${before} <= ${newest}` };
}

function scraped(stepS: number, scope: Scope): string[] {
  const those = proxies(scope.only);
  const count = (vector: string) => `count(${once(vector, scope)})`;
  return [
    inRow("seen", count(newestOf(those, stepS))),
    inRow("before", count(justBefore(those, stepS))),
  ];
}

/** No counter is below zero, and one that says so must not take from the true ones. */
function sumOf(labels: readonly string[], vector: string): string {
  return `sum by (${labels.join(", ")}) (clamp_min(${vector}, 0))`;
}

/** Of the copies of one series the highest counts, for a server that was away saw less. */
function once(vector: string, { hasCopies }: Scope): string {
  return hasCopies
    ? `max without (${REPLICA_LABELS.join(", ")}) (${vector})`
    : vector;
}
