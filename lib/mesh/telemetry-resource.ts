/** `telemetry.istio.io` Telemetry: what it does to access logs and metrics. Not the traffic it is named after. */
import type { Labels, ObjectMeta } from "./objects";

export interface TelemetryResource extends ObjectMeta {
  /** null = the whole namespace, or the whole mesh from the root namespace. */
  readonly selector: Labels | null;
  /** It is bound to a Gateway, GatewayClass or Service, and so to none of the sidecars. */
  readonly hasTargetRefs: boolean;
  readonly accessLogging: readonly AccessLoggingRule[];
  readonly metrics: readonly MetricsRule[];
}

/** "SERVER" is what arrives at a workload. */
export type TelemetryMode = "CLIENT" | "SERVER" | "CLIENT_AND_SERVER";

export interface AccessLoggingRule {
  readonly mode: TelemetryMode;
  readonly disabled: boolean;
  /** Empty = those of the level above. */
  readonly providers: readonly string[];
  /** A CEL expression; null = every call. */
  readonly filter: string | null;
}

/** One override of one metric; or, where an entry has none, its choice of providers alone. */
export interface MetricsRule {
  /** Empty = those of the level above. */
  readonly providers: readonly string[];
  readonly mode: TelemetryMode;
  /** e.g. "REQUEST_COUNT"; "ALL_METRICS" where it names none. */
  readonly metric: string;
  /** null = it does not say. */
  readonly disabled: boolean | null;
  /** Labels it takes away or gives a value of its own, e.g. "connection_security_policy". */
  readonly alteredLabels: readonly string[];
}

/** Whom a rule may mean by a name. */
export interface MetricsProvider {
  readonly name: string;
  /** It makes proxies count what Prometheus scrapes; otherwise it is somebody else's. */
  readonly isPrometheus: boolean;
}
