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
  /** Namespaces of the pod that told it, as the scrape wrote them; missing or empty = it wrote none. */
  readonly scrapedIn?: readonly string[];
  /** Requests or connections in the window; may be fractional, because Prometheus extrapolates. */
  readonly count: number;
  /**
   * Unix seconds of the last evaluation step in which it grew, and of the start of the first one, each no
   * more than a step from the call; null when only the count is known. Mutual TLS is not asked for times.
   */
  readonly lastSeenS: number | null;
  readonly firstSeenS: number | null;
}

/** Pods whose proxy was scraped within the window, as "namespace/pod". */
export type ReportingPods = ReadonlySet<string>;

/** Stretches of the window in which no proxy of a group of pods (`podGroup`) was scraped. */
export interface ScrapeGap {
  /** Before the first scrape, seconds; 0 = from the window's start. */
  readonly beforeFirstS: number;
  /** The longest since then, seconds; 0 = none. Gaps shorter than a fiftieth of the window are not seen. */
  readonly longestS: number;
}

/**
 * Calls that nobody let in: seen by the client's proxy as a connection that was closed or could not be
 * opened, or refused by ztunnel. Failures of a server that is down look the same to a client.
 */
export interface RefusedCalls {
  readonly unit: TrafficUnit;
  readonly seenBy: "client" | "ztunnel";
  readonly source: TrafficEdge["source"];
  /** Clients do not always know the workload; it is then "". */
  readonly destination: TrafficEdge["destination"];
  readonly count: number;
  readonly firstSeenS: number | null;
  readonly lastSeenS: number | null;
}

/** One reading of the telemetry. A failed reading is not an empty one: see `lib/prometheus`. */
export interface Telemetry {
  /** Prometheus' own clock at evaluation, Unix seconds. */
  readonly evaluatedAtS: number;
  readonly windowS: number;
  /** Moments at which something was seen are the ends of steps this long; it happened then or so much earlier. */
  readonly stepS: number;
  /** false = Prometheus remembers less than the window: figures may span less, and birth counts may be too high. */
  readonly coversWindow: boolean;
  /** false = Prometheus answered with warnings: series may be missing. */
  readonly complete: boolean;
  /** true = Prometheus has not answered since: who called after `evaluatedAtS` is not known. */
  readonly outdated?: boolean;
  readonly edges: readonly TrafficEdge[];
  readonly reportingPods: ReportingPods;
  /** By `podGroup`; a group without an entry was scraped throughout. */
  readonly scrapeGaps: ReadonlyMap<string, ScrapeGap>;
  /**
   * "namespace/workload" to which connections had been counted already when the window began, and by whom:
   * of each that told it the namespaces of its pod, as the scrape wrote them; none = it wrote none.
   */
  readonly knownBefore: ReadonlyMap<string, readonly (readonly string[])[]>;
  readonly refused: readonly RefusedCalls[];
}
