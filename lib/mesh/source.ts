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
  /** RFC 3339 */
  readonly since: string;
  readonly warnings: readonly string[];
}
