/**
 * The course of all traffic of the mesh. One question per unit, and two figures per policy and step come
 * back, however many services there are.
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
  unlessRefused,
} from "./promql-series";
import { either } from "./promql-text";

/**
 * What HTTP and gRPC servers counted, by `connection_security_policy`. Sums are taken before they are
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
    ...sums(received(REQUESTS, ...scope.only), stepS, scope),
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
    ...sums(received(CONNECTIONS, MUTUAL, ...only), stepS, scope),
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

function sums(those: string, stepS: number, scope: Scope): string[] {
  const { newest, carried } = looks(those, stepS, scope);
  const bySecurity = (vector: string) =>
    sumOf(["connection_security_policy"], vector);
  return [
    inRow("newest", bySecurity(newest)),
    inRow("carried", bySecurity(carried)),
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
