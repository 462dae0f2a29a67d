/**
 * Counts of one unit (requests, or connections), split by what the receiving side said of them.
 */
import type { ConnectionSecurity } from "./traffic";

export interface Counts {
  readonly mutualTls: number;
  readonly plaintext: number;
  readonly noStatement: number;
}

export const NO_COUNTS: Counts = { mutualTls: 0, plaintext: 0, noStatement: 0 };

export function addCounts(a: Counts, b: Counts): Counts {
  return {
    mutualTls: a.mutualTls + b.mutualTls,
    plaintext: a.plaintext + b.plaintext,
    noStatement: a.noStatement + b.noStatement,
  };
}

export function countsOf(security: ConnectionSecurity, count: number): Counts {
  switch (security) {
    case "mutual_tls":
      return { ...NO_COUNTS, mutualTls: count };
    case "plaintext":
      return { ...NO_COUNTS, plaintext: count };
    case "no_statement":
      return { ...NO_COUNTS, noStatement: count };
    default:
      return security satisfies never;
  }
}

// Prometheus' arithmetic leaves 3.0000000000000004 where 3 is meant.
const FLOAT_NOISE = 1e-6;

/**
 * Whole numbers from 0 to MAX_SAFE_INTEGER that never look better than the truth: mutual TLS down,
 * the rest up.
 */
export function roundAgainstUs(counts: Counts): Counts {
  return {
    mutualTls: roundDown(counts.mutualTls),
    plaintext: roundUp(counts.plaintext),
    noStatement: roundUp(counts.noStatement),
  };
}

function roundDown(count: number): number {
  if (!Number.isFinite(count)) return 0;
  return within(Math.floor(count + FLOAT_NOISE));
}

/** The same for one figure of what is bad. */
export function roundUp(count: number): number {
  if (Number.isNaN(count)) return Number.MAX_SAFE_INTEGER;
  // However little was seen, something was.
  return within(Math.max(count > 0 ? 1 : 0, Math.ceil(count - FLOAT_NOISE)));
}

function within(count: number): number {
  return Math.min(Math.max(0, count), Number.MAX_SAFE_INTEGER);
}

export type TrafficState =
  | "mutual_tls"
  | "mixed"
  | "plaintext"
  | "none"
  | "no_evidence";

/**
 * What the calls of one cell amount to. Calls without a statement are never counted as mutual TLS:
 * together with mutual TLS they leave the cell without evidence (semantics D2, D4).
 */
export function trafficState(
  requests: Counts,
  connections: Counts,
): TrafficState {
  const all = addCounts(requests, connections);
  if (all.plaintext > 0) {
    return all.mutualTls > 0 || all.noStatement > 0 ? "mixed" : "plaintext";
  }
  if (all.noStatement > 0) return "no_evidence";
  return all.mutualTls > 0 ? "mutual_tls" : "none";
}
