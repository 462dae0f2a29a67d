import type { SourceWarning } from "./source-warning";

/**
 * What we can say about one thing we read. A source that failed must never look like an empty one,
 * so every reading travels with its statement.
 */
export type SourceState =
  /** Not read completely yet. */
  | "starting"
  | "live"
  /** Read once, but no sign of life since; the last known objects are still shown. */
  | "stale"
  | "down"
  /** The server refuses to let us read it. */
  | "forbidden"
  /** The server does not serve this kind. */
  | "absent";

/** Why something is not simply live; closed, so that every language has a sentence for each. */
export const SOURCE_CAUSES = [
  "first-reading",
  "unreachable",
  "tls",
  "unauthorized",
  /** `names`: the resource. */
  "forbidden",
  /** Nor may namespaces be listed, so that there is nothing to try one by one. `names`: the resource. */
  "forbidden-everywhere",
  /** `names`: the resource. */
  "not-served",
  /** Istio dropped these kinds long ago (semantics C). `names`: the resource. */
  "not-served-any-more",
  "timeout",
  "overloaded",
  "too-much",
  "malformed",
  "not-prometheus",
  "bad-query",
  "refused",
  /** `names`: the ConfigMaps that were looked for. */
  "config-missing",
  "config-unreadable",
  /** `names`: the ConfigMaps that differ. */
  "config-contradictory",
] as const;
export type SourceCauseCode = (typeof SOURCE_CAUSES)[number];

export interface SourceCause {
  readonly code: SourceCauseCode;
  /** What its sentence speaks of; most speak of nothing further. */
  readonly names: readonly string[];
}

export interface SourceStatement {
  readonly id: string;
  readonly what: string;
  readonly from: "kubernetes" | "prometheus";
  readonly state: SourceState;
  /** e.g. "security.istio.io/v1"; empty where it has none. */
  readonly version: string;
  /** Namespaces this statement is about; empty = the whole cluster. */
  readonly namespaces: readonly string[];
  /** One plain sentence with a remedy; empty when live. */
  readonly message: string;
  /** The same as a code, which can be said in any language; null where the state says it all. */
  readonly cause?: SourceCause | null;
  /** RFC 3339 */
  readonly since: string;
  readonly warnings: readonly SourceWarning[];
}
