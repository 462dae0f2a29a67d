/** The series Lockstep asks for, and how they are summed: what all questions share. */
import { either, matcher } from "./promql-text";

/** HTTP and gRPC are counted in requests, TCP in connections. The two never meet in a sum. */
export const REQUESTS = "istio_requests_total";
export const CONNECTIONS = "istio_tcp_connections_opened_total";
export const CLOSED = "istio_tcp_connections_closed_total";
export const RECEIVED_BYTES = "istio_tcp_received_bytes_total";
export const SENT_BYTES = "istio_tcp_sent_bytes_total";
export const FAILED = "istio_tcp_connections_failed_total";

/** Label under which the unit travels: `or` would drop the second of two equal label sets. */
export const UNIT_LABEL = "lockstep_unit";

/** Label that tells the rows of one answer apart, e.g. "pod", "clock" and "before". */
export const ROW_LABEL = "lockstep_row";

/**
 * In which scrapes say whose metrics they read. A pod may expose series of any workload it likes, but these
 * are the scrape's own words. Scrapes that write neither leave the law to take rows as they come.
 */
export const SCRAPE_NAMESPACE_LABELS = [
  "namespace",
  "kubernetes_namespace",
] as const;

/** What a count's credibility hangs on, beside the called namespace. */
export const TELLER_LABELS = [
  "connection_security_policy",
  "reporter",
  ...SCRAPE_NAMESPACE_LABELS,
] as const;

/**
 * The labels that name an edge (semantics D3, plus the reporter and the scrape). By namespace and not by pod,
 * for pods of one workload would each make a row.
 */
export const EDGE_LABELS = [
  ...SCRAPE_NAMESPACE_LABELS,
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

/** Labels in which copies of one series differ when several servers of a pair scrape the same proxies. */
export const REPLICA_LABELS = [
  "prometheus_replica",
  "replica",
  "__replica__",
] as const;

/** Further matchers on every series of a question, e.g. which cluster's; empty = all there are. */
export type Only = readonly string[];

/** Which series a question is about. */
export interface Scope {
  readonly only: Only;
  /** Copies that differ in REPLICA_LABELS are told apart and counted once, which doubles the cost. */
  readonly hasCopies: boolean;
}

export const ALL_SERIES: Scope = { only: [], hasCopies: false };

/** Matching between vectors of which either may come from another copy. */
export function anyCopy({ hasCopies }: Scope): string {
  return hasCopies ? `ignoring (${REPLICA_LABELS.join(", ")})` : "";
}

export const MUTUAL = matcher("connection_security_policy", "=", "mutual_tls");
export const NOT_MUTUAL = matcher(
  "connection_security_policy",
  "!=",
  "mutual_tls",
);
export const DENIED = matcher("response_flags", "=", "DENY");

/** What receivers report. */
export function received(metric: string, ...matchers: Only): string {
  return selector(metric, [...RECEIVED, ...matchers]);
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

export function selector(metric: string, matchers: Only): string {
  return `${metric}{${matchers.join(",")}}`;
}

/** One series per proxy, whether it saw a call or not. */
export function proxies(only: Only): string {
  return selector("istio_build", [
    matcher("component", "=~", "proxy|ztunnel"),
    ...only,
  ]);
}

/**
 * No counter is below zero: one that says so must not take from the true ones of its edge; NaN stays.
 * Of the copies of one series the highest counts, for a server that was away saw less.
 */
export function sumBy(
  labels: readonly string[],
  vector: string,
  { hasCopies }: Scope,
): string {
  const once = hasCopies
    ? `max without (${REPLICA_LABELS.join(", ")}) (${vector})`
    : vector;
  return `sum by (${labels.join(", ")}) (clamp_min(${once}, 0))`;
}

export function sumByEdge(vector: string, scope: Scope): string {
  return `${sumBy(EDGE_LABELS, vector, scope)} != 0`;
}

/** What decides how many of an edge's opened connections arrived; each a vector by EDGE_LABELS. */
export interface Arrivals {
  readonly opened: string;
  /** How many of them were refused, at least. */
  readonly denied: string;
  readonly bytes: readonly string[];
  /** By which share the two counts may differ for the very same connections. */
  readonly slack: number;
}

/**
 * ztunnel counts what it refuses as opened too (semantics D2). Where any byte passed, all of an edge count;
 * where none did, those that were not refused. Of each connection the opening may be scraped and the end not
 * yet, and extrapolation rounds the two apart: a remainder counts only as far as it exceeds one connection and
 * the slack. Whatever exceeds that was let in, however many others were refused.
 *
 * A sum of both, because a subtraction of vectors would lose the edges that were never refused.
 */
export function unlessRefused({
  opened,
  denied,
  bytes,
  slack,
}: Arrivals): string {
  const refused = `(${denied}) unless (${either(...bytes)})`;
  const less = `label_replace(-1 - ${1 + slack} * (${refused}), "${PART_LABEL}", "refused", "", "")`;
  const remainder = `sum by (${EDGE_LABELS.join(", ")}) (${either(opened, less)})`;
  return `clamp_min(${remainder}, 0) != 0`;
}

const PART_LABEL = "lockstep_part";

/** Of two differences of whole counters, which are not extrapolated. */
export const STEP_SLACK = 0.01;

/** Extrapolation adds at most a scrape at either end of the window, of thirty seconds by habit. */
export function windowSlack(windowS: number): number {
  return STEP_SLACK + 60 / windowS;
}

/** A look over two minutes bridges failed scrapes, so only longer gaps show as such. */
export function reachOf(stepS: number): string {
  return `${Math.max(stepS, 120)}s`;
}

export function newestOf(those: string, stepS: number): string {
  return `last_over_time(${those}[${reachOf(stepS)}])`;
}

export function justBefore(those: string, stepS: number): string {
  return `last_over_time(${those}[${Math.max(stepS, 600)}s] offset ${stepS}s)`;
}

export function inUnit(
  unit: "requests" | "connections",
  vector: string,
): string {
  return `label_replace(${vector}, "${UNIT_LABEL}", "${unit}", "", "")`;
}

export function inRow(row: Row, vector: string): string {
  return `label_replace(${vector}, "${ROW_LABEL}", "${row}", "", "")`;
}

type Row =
  | "pod"
  | "clock"
  | "before"
  | "cluster"
  | "copy"
  | "scraped"
  | "known"
  | "active"
  | "active-now"
  | "refused"
  | "refused-active"
  | "refused-active-now"
  | "seen"
  | "grown"
  | "born"
  | "newest"
  | "carried"
  | "added";
