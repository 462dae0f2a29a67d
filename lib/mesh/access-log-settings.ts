/** What the mesh config says about the proxies' access logs. */

/** The form of a log; both null = Istio's own. */
export interface LogFormat {
  /** A format string of Envoy's. */
  readonly text: string | null;
  /** Operators by key, for JSON lines. */
  readonly json: Readonly<Record<string, string>> | null;
}

export interface AccessLogSettings {
  /** "" = none is written, unless a Telemetry resource says otherwise. */
  readonly file: string;
  readonly format: LogFormat;
  /** `defaultProviders.accessLogging` */
  readonly defaultProviders: readonly string[];
  /** Those of `extensionProviders` that write to a file. */
  readonly fileProviders: readonly FileLogProvider[];
}

export interface FileLogProvider {
  readonly name: string;
  readonly path: string;
  readonly format: LogFormat;
}
