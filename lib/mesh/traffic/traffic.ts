/**
 * What telemetry saw, in the units it was counted in. Requests (HTTP, gRPC) and connections (TCP)
 * are different things and are never added together.
 */

export type TrafficUnit = "requests" | "connections";

/** `mutual_tls` and `plaintext` are statements by the receiving side; `no_statement` says nothing either way. */
export type ConnectionSecurity = "mutual_tls" | "plaintext" | "no_statement";

/** Traffic of one caller to one workload within the window, as one reporter counted it. */
export interface TrafficEdge {
  readonly unit: TrafficUnit;
  readonly reporter: "destination" | "waypoint";
  readonly security: ConnectionSecurity;
  readonly source: {
    /** null where telemetry says "unknown": a caller without an identity. */
    readonly namespace: string | null;
    readonly workload: string | null;
    readonly principal: string | null;
  };
  readonly destination: {
    readonly workloadNamespace: string;
    readonly workload: string;
    readonly serviceNamespace: string;
    readonly serviceName: string;
  };
  /** Requests or connections in the window; may be fractional, because Prometheus extrapolates. */
  readonly count: number;
  /** Unix seconds of the last evaluation step in which it grew; null when only the count is known. */
  readonly lastSeenS: number | null;
}

/** Pods whose proxy was scraped within the window, as "namespace/pod". */
export type ReportingPods = ReadonlySet<string>;

/** One reading of the telemetry. A failed reading is not an empty one: see `lib/prometheus`. */
export interface Telemetry {
  /** Prometheus' own clock at evaluation, Unix seconds. */
  readonly evaluatedAtS: number;
  readonly windowS: number;
  /** false = Prometheus remembers less than the window: figures may span less, and birth counts may be too high. */
  readonly coversWindow: boolean;
  /** false = Prometheus answered with warnings: series may be missing. */
  readonly complete: boolean;
  readonly edges: readonly TrafficEdge[];
  readonly reportingPods: ReportingPods;
}
