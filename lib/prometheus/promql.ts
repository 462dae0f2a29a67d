/**
 * Every PromQL expression Lockstep asks: one for pods, one for counts, one for last-seen times,
 * however large the mesh is; and one for the course of a single service's traffic.
 *
 * What a counter's series counts for within a window W, per series and before any sum:
 *
 * - It was there before the window: `increase`, which bridges restarts of the proxy.
 * - It was born within the window: its first call is already in its first sample, so `increase`
 *   of a caller that called once is 0 (semantics D3). It counts at its absolute value. A proxy
 *   that restarted too makes the sum of all its peaks the truth, of which only the highest is at
 *   hand: plaintext takes it once per life, an upper bound, mutual TLS takes it once, a lower one.
 *
 * "Was there" asks the ten minutes before the window, so a scrape gap at its start over-reports.
 */

import { either, literal, matcher } from "./promql-text";

/** HTTP and gRPC are counted in requests, TCP in connections. The two never meet in a sum. */
const REQUESTS = "istio_requests_total";
const CONNECTIONS = "istio_tcp_connections_opened_total";
const RECEIVED_BYTES = "istio_tcp_received_bytes_total";
const SENT_BYTES = "istio_tcp_sent_bytes_total";
const FAILED = "istio_tcp_connections_failed_total";

/** Label under which the unit travels: `or` would drop the second of two equal label sets. */
export const UNIT_LABEL = "lockstep_unit";

/** Label that tells the rows of one answer apart, e.g. "pod", "clock" and "before". */
export const ROW_LABEL = "lockstep_row";

/** The labels that name an edge (semantics D3, plus the reporter). */
export const EDGE_LABELS = [
  "reporter",
  "source_workload_namespace",
  "source_workload",
  "source_principal",
  "destination_workload_namespace",
  "destination_workload",
  "destination_service_namespace",
  "destination_service_name",
  "connection_security_policy",
] as const;

/** Under which names scrape configurations put a pod's namespace and name, newest habit first. */
export const POD_LABELS = [
  ["namespace", "pod"],
  ["kubernetes_namespace", "kubernetes_pod_name"],
  ["namespace", "pod_name"],
] as const;

/** Resolution of last-seen times, in seconds: a sixtieth of the window, but not under 15 s. */
export function lastSeenGrainS(windowS: number): number {
  return Math.max(15, Math.ceil(windowS / 60));
}

/**
 * Requests and connections by edge and unit within the window. Zero rows are left out, NaN stays.
 * @param windowS whole seconds
 */
export function edgeCounts(windowS: number): string {
  const window = `${windowS}s`;
  return either(
    inUnit("requests", sumByEdge(counted(REQUESTS, MUTUAL, window))),
    inUnit("requests", sumByEdge(counted(REQUESTS, NOT_MUTUAL, window))),
    inUnit("connections", sumByEdge(counted(CONNECTIONS, MUTUAL, window))),
    inUnit("connections", acceptedConnections(window)),
    inUnit("connections", openSinceBefore(window)),
  );
}

/**
 * Unix seconds of the last step in which anything but mutual TLS grew, by edge and unit. A call is
 * never newer than its figure; the figure is at most one grain (and one scrape) newer than the call.
 * @param windowS whole seconds
 */
export function plaintextLastSeen(windowS: number): string {
  const stepS = lastSeenGrainS(windowS);
  const grewAt = either(
    inUnit("requests", newestByEdge(grew(REQUESTS, stepS))),
    inUnit(
      "connections",
      newestByEdge(
        either(grew(CONNECTIONS, stepS), grew(RECEIVED_BYTES, stepS)),
      ),
    ),
  );
  // Steps of a subquery are aligned to multiples of themselves, so the newest stretch needs its own look.
  return either(grewAt, `max_over_time((${grewAt})[${windowS}s:${stepS}s])`);
}

/**
 * Rows "pod": proxies scraped now, with what a range function needs: two samples, or a birth within
 * the window. Row "clock": Prometheus' own time. Row "before": how many proxies were scraped at the
 * window's start; absent when Prometheus remembers less than the window.
 * @param windowS whole seconds
 */
export function podsAndClock(windowS: number): string {
  const before = `last_over_time(${PROXIES}[10m] offset ${windowS}s)`;
  const enough = `${PROXIES} and count_over_time(${PROXIES}[${windowS}s]) >= 2`;
  const pods = `count by (${[...new Set(POD_LABELS.flat())].join(", ")}) (${either(enough, `${PROXIES} unless ${before}`)})`;
  return either(
    inRow("pod", pods),
    clock(),
    inRow("before", `count(${before})`),
  );
}

/** Whose traffic a trend shows. Pods behind one service live in one namespace. */
export interface TrendDestination {
  readonly namespace: string;
  /** Names of the workloads; at least one. */
  readonly workloads: readonly string[];
}

/**
 * What each step of a range query added, by unit and `connection_security_policy`. By plain
 * difference, since `increase` finds nothing where a step holds fewer than two scrapes:
 *
 * - Rows "grown": series known before the step; one that fell was restarted and counts at its new
 *   value. What it counted between its last scrape and the restart is lost, and so is a restart
 *   that is back at exactly the same value.
 * - Rows "born": series not known in the ten minutes before the step, at their absolute value.
 * - Row "before": proxies known before the step. Without them Prometheus itself was away, and what
 *   looks born may be old.
 * - Row "seen": series with a sample at hand, whether they grew or not. Absent = nothing is known.
 *
 * A look over two minutes bridges failed scrapes, so only longer gaps show as such.
 * @param stepS whole seconds, also the step of the range query
 */
export function trafficTrend(
  { namespace, workloads }: TrendDestination,
  stepS: number,
): string {
  const to = [
    matcher("destination_workload_namespace", "=", namespace),
    matcher("destination_workload", "=~", workloads.map(literal).join("|")),
  ];
  const requests = looks(series(REQUESTS, ...to), stepS);
  const opened = looks(series(CONNECTIONS, ...to), stepS);
  const bytes = looks(series(RECEIVED_BYTES, NOT_MUTUAL, ...to), stepS);
  const sent = looks(series(SENT_BYTES, NOT_MUTUAL, ...to), stepS);
  const denied = looks(series(FAILED, NOT_MUTUAL, DENIED, ...to), stepS);
  // As in the counts: a connection that was open already shows in its bytes only, and counts as one.
  const connections = (kind: "grown" | "born") =>
    either(
      unlessRefused(
        sumByEdge(opened[kind]),
        sumByEdge(denied.moved),
        sumByEdge(bytes.moved),
        sumByEdge(sent.moved),
      ),
      `clamp_max(${sumByEdge(bytes[kind])}, 1)`,
    );
  return either(
    inRow("grown", inUnit("requests", sumBySecurity(requests.grown))),
    inRow("born", inUnit("requests", sumBySecurity(requests.born))),
    inRow("grown", inUnit("connections", sumBySecurity(connections("grown")))),
    inRow("born", inUnit("connections", sumBySecurity(connections("born")))),
    inRow("seen", `count(${either(requests.newest, opened.newest)})`),
    inRow("before", `count(${justBefore(PROXIES, stepS)})`),
  );
}

/** Row "clock": Prometheus' own time, Unix seconds. */
export function clock(): string {
  return inRow("clock", "vector(time())");
}

/**
 * Only receivers know what arrived; source reporters say "unknown" about everything (semantics D1).
 * Calls to the proxy's own ports by address are scrapes and probes, which STRICT never touches (D2).
 */
const RECEIVED = [
  matcher("reporter", "=~", "destination|waypoint"),
  matcher(
    "destination_service",
    "!~",
    "([0-9.]+|\\[.+\\]):(15000|15020|15021|15090)",
  ),
];
const MUTUAL = matcher("connection_security_policy", "=", "mutual_tls");
const NOT_MUTUAL = matcher("connection_security_policy", "!=", "mutual_tls");

const DENIED = matcher("response_flags", "=", "DENY");

const PROXIES = `istio_build{${matcher("component", "=~", "proxy|ztunnel")}}`;

function series(metric: string, ...matchers: readonly string[]): string {
  return `${metric}{${[...RECEIVED, ...matchers].join(",")}}`;
}

function counted(metric: string, security: string, window: string): string {
  const those = series(metric, security);
  const peak = `max_over_time(${those}[${window}])`;
  const lives = `(1 + resets(${those}[${window}]))`;
  const ifBorn = security === MUTUAL ? peak : `${peak} * ${lives}`;
  return either(
    `${ifBorn} unless ${existedBefore(those, window)}`,
    `increase(${those}[${window}])`,
  );
}

function acceptedConnections(window: string): string {
  const grown = (metric: string, ...more: readonly string[]) =>
    sumByEdge(counted(metric, [NOT_MUTUAL, ...more].join(","), window));
  return unlessRefused(
    grown(CONNECTIONS),
    grown(FAILED, DENIED),
    grown(RECEIVED_BYTES),
    grown(SENT_BYTES),
  );
}

/**
 * ztunnel counts what it refuses as opened too (semantics D2). An edge is left out when connections of it
 * were refused and not a byte passed; where any did, all of them count.
 */
function unlessRefused(
  opened: string,
  denied: string,
  ...bytes: readonly string[]
): string {
  return `(${opened}) unless ((${denied}) unless (${either(...bytes)}))`;
}

/**
 * A connection opened before the window shows in its bytes only (semantics D2): it counts as one.
 * Stands behind the opened connections, whose groups win.
 */
function openSinceBefore(window: string): string {
  const bytes = series(RECEIVED_BYTES, NOT_MUTUAL);
  return `clamp_max(${sumByEdge(`increase(${bytes}[${window}])`)}, 1)`;
}

function existedBefore(those: string, window: string): string {
  return `max_over_time(${those}[10m] offset ${window})`;
}

/**
 * Series whose newest sample is not what it was one step ago: grown, restarted or born. A look over
 * two minutes bridges a scrape that failed; longer gaps look like a birth, so they err towards now.
 */
function grew(metric: string, stepS: number): string {
  const those = series(metric, NOT_MUTUAL);
  const reach = reachOf(stepS);
  const newest = newestOf(those, stepS);
  const oneStepAgo = `last_over_time(${those}[${reach}] offset ${stepS}s)`;
  return `(${newest} > 0) unless (${newest} == ${oneStepAgo})`;
}

/** Three looks at the same series around one step. */
function looks(those: string, stepS: number) {
  const newest = newestOf(those, stepS);
  const before = justBefore(those, stepS);
  return {
    newest,
    grown: either(`${newest} - ${before} >= 0`, `${newest} and ${before}`),
    born: `${newest} unless ${before}`,
    /** Either, by whatever is there now. */
    moved: `(${newest} > 0) unless (${newest} == ${before})`,
  };
}

function newestOf(those: string, stepS: number): string {
  return `last_over_time(${those}[${reachOf(stepS)}])`;
}

function justBefore(those: string, stepS: number): string {
  return `last_over_time(${those}[${Math.max(stepS, 600)}s] offset ${stepS}s)`;
}

function reachOf(stepS: number): string {
  return `${Math.max(stepS, 120)}s`;
}

function sumBySecurity(vector: string): string {
  return `sum by (connection_security_policy) (clamp_min(${vector}, 0))`;
}

/** No counter is below zero. One that says so must not take from the true ones of its edge; NaN stays. */
function sumByEdge(vector: string): string {
  return `sum by (${EDGE_LABELS.join(", ")}) (clamp_min(${vector}, 0)) != 0`;
}

function newestByEdge(vector: string): string {
  return `max by (${EDGE_LABELS.join(", ")}) (timestamp(${vector}))`;
}

function inUnit(unit: "requests" | "connections", vector: string): string {
  return `label_replace(${vector}, "${UNIT_LABEL}", "${unit}", "", "")`;
}

function inRow(
  row: "pod" | "clock" | "before" | "seen" | "grown" | "born",
  vector: string,
): string {
  return `label_replace(${vector}, "${ROW_LABEL}", "${row}", "", "")`;
}
