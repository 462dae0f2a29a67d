/** What proxies are told about logging and counting, as the mesh config and Telemetry resources say it. */
export interface LoggingView {
  readonly rootNamespace: string;
  /** `accessLogFile`; empty = no access log unless a Telemetry asks for one. */
  readonly file: string;
  readonly encoding: "TEXT" | "JSON";
  /** `accessLogFormat`; empty = Istio's own. */
  readonly format: string;
  /** false = `disableEnvoyListenerLog`: refused connections leave no line. */
  readonly listenerLog: boolean;
  /** File providers by name in small letters; others write somewhere else. */
  readonly providers: ReadonlyMap<string, FileProvider>;
  readonly defaultLogging: readonly string[];
  readonly defaultMetrics: readonly string[];
  /** Per namespace, oldest first. */
  readonly telemetries: ReadonlyMap<string, readonly TelemetryView[]>;
}

/** An `envoyFileAccessLog` of the mesh config. */
export interface FileProvider {
  readonly path: string;
  /** null = the mesh config's own format for the built-in provider, else Istio's. */
  readonly format: LogFormat | null;
}

/** How a line is written: one format string, or one per key of a JSON object. */
export type LogFormat =
  | { readonly kind: "text"; readonly format: string }
  | {
      readonly kind: "json";
      readonly fields: Readonly<Record<string, string>>;
    };

export interface TelemetryView {
  readonly name: string;
  readonly namespace: string;
  readonly createdMs: number;
  /** Empty = the whole namespace, or the mesh in the root namespace. */
  readonly selector: Readonly<Record<string, string>>;
  /** Attached to a Gateway or Service: says nothing to sidecars. */
  readonly attached: boolean;
  readonly logging: readonly LoggingRule[];
  readonly metrics: readonly MetricsRule[];
}

export interface LoggingRule {
  readonly providers: readonly string[];
  readonly side: Side | "both";
  readonly disabled: boolean;
  /** CEL; null = everything. */
  readonly filter: string | null;
}

export interface MetricsRule {
  readonly providers: readonly string[];
  readonly overrides: readonly {
    /** "ALL_METRICS", "REQUEST_COUNT" and the like. */
    readonly metric: string;
    readonly side: Side | "both";
    /** null = not said */
    readonly disabled: boolean | null;
    readonly removedTags: readonly string[];
  }[];
}

/** Which half of its work a proxy does: taking calls, or making them. */
export type Side = "server" | "client";
