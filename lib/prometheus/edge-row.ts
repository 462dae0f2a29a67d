/** One row of the edge queries, as the law's traffic. */
import type { Telling } from "@/lib/mesh/traffic/telling";
import type {
  ConnectionSecurity,
  RefusedCalls,
  TrafficEdge,
  TrafficUnit,
} from "@/lib/mesh/traffic/traffic";
import type { SeenTimes } from "./activity";
import type { VectorRow } from "./envelope";
import { SCRAPE_NAMESPACE_LABELS, UNIT_LABEL } from "./promql-series";

/** @returns null for a row that says nothing: an unknown unit, or mutual TLS without a real figure */
export function edgeOfRow(
  { metric, value: [, figure] }: VectorRow,
  seen: SeenTimes,
): TrafficEdge | null {
  const unit = unitOf(metric[UNIT_LABEL]);
  const security = classifySecurity(metric.connection_security_policy);
  const count = countOf(figure, security);
  if (unit === null || count === null) return null;
  return {
    unit,
    reporter: reporterOf(metric),
    security,
    source: sourceOf(metric),
    destination: destinationOf(metric),
    scrapedIn: scrapedIn(metric),
    count,
    firstSeenS: seen.firstSeenS,
    lastSeenS: seen.lastSeenS,
  };
}

/** Where the pod stands that told a row, as the scrape wrote it. */
export function scrapedIn(metric: VectorRow["metric"]): readonly string[] {
  return SCRAPE_NAMESPACE_LABELS.flatMap((label) => metric[label] || []);
}

/** By whom a row was told that is grouped by TELLER_LABELS. */
export function tellingOf(
  metric: VectorRow["metric"],
  calledNamespace = metric.destination_workload_namespace ?? "",
): Telling {
  return {
    security: classifySecurity(metric.connection_security_policy),
    reporter: reporterOf(metric),
    scrapedIn: scrapedIn(metric),
    calledNamespace,
  };
}

function reporterOf({ reporter }: VectorRow["metric"]): Telling["reporter"] {
  return reporter === "waypoint" ? "waypoint" : "destination";
}

/** @returns null for an unknown unit */
export function refusedOfRow(
  { metric, value: [, figure] }: VectorRow,
  seen: SeenTimes,
): RefusedCalls | null {
  const unit = unitOf(metric[UNIT_LABEL]);
  if (unit === null) return null;
  return {
    unit,
    seenBy: metric.reporter === "source" ? "client" : "ztunnel",
    source: sourceOf(metric),
    destination: destinationOf(metric),
    count: countOf(figure, "plaintext") ?? 1,
    firstSeenS: seen.firstSeenS,
    lastSeenS: seen.lastSeenS,
  };
}

function sourceOf(metric: VectorRow["metric"]): TrafficEdge["source"] {
  return {
    namespace: known(metric.source_workload_namespace),
    workload: known(metric.source_workload),
    principal: known(metric.source_principal),
  };
}

function destinationOf(
  metric: VectorRow["metric"],
): TrafficEdge["destination"] {
  return {
    workloadNamespace: metric.destination_workload_namespace ?? "",
    workload: metric.destination_workload ?? "",
    serviceNamespace: metric.destination_service_namespace ?? "",
    serviceName: metric.destination_service_name ?? "",
  };
}

/**
 * What the receiving side says (semantics D1): ztunnel has no "none" and says "unknown" of plaintext.
 * A label that was taken away says nothing, neither good nor bad.
 */
export function classifySecurity(
  policy: string | undefined,
): ConnectionSecurity {
  switch (policy) {
    case undefined:
    case "":
      return "no_statement";
    case "mutual_tls":
      return "mutual_tls";
    default:
      return "plaintext";
  }
}

/**
 * Without a real figure something was seen all the same: one, but never one of the good kind.
 * More than a whole number can hold is as much as one can.
 */
export function countOf(
  figure: number,
  security: ConnectionSecurity,
): number | null {
  if (isCount(figure)) return Math.min(figure, Number.MAX_SAFE_INTEGER);
  return security === "mutual_tls" ? null : 1;
}

/** No counter is infinite, or below zero. */
export function isCount(figure: number): boolean {
  return Number.isFinite(figure) && figure >= 0;
}

export function unitOf(label: string | undefined): TrafficUnit | null {
  return label === "requests" || label === "connections" ? label : null;
}

/** Istio writes "unknown" for a caller it has no metadata of. */
function known(label: string | undefined): string | null {
  if (label === undefined || label === "" || label === "unknown") return null;
  return PLAIN_NAME.test(label) ? label : readable(label);
}

const PLAIN_NAME = /^[\w.:/-]{1,253}$/;

/** Longer than any name of Kubernetes, and than any identity in use. */
const MOST_NAME_CHARS = 512;

/**
 * Over plaintext HTTP a caller names itself, with whatever a header can hold. Nobody reads it beyond the first
 * few hundred characters, and marks that are not seen or turn the reading around show another name than is written.
 */
function readable(label: string): string {
  const shown = label
    .slice(0, MOST_NAME_CHARS)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "\ufffd");
  return label.length > MOST_NAME_CHARS ? `${shown}…` : shown;
}
