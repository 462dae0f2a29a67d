import type {
  MetricsRule,
  TelemetryResource,
} from "@/lib/mesh/telemetry-resource";

/** @param metrics parts of rules that switch off REQUEST_COUNT of servers */
export function aTelemetryResource(
  path: string,
  metrics: readonly Partial<MetricsRule>[],
  { selector, createdAt, hasTargetRefs = false }: Made = {},
): TelemetryResource {
  const [namespace = "", name = ""] = path.split("/");
  return {
    namespace,
    name,
    uid: path,
    resourceVersion: "1",
    createdAt: createdAt ?? "2026-01-01T00:00:00Z",
    labels: {},
    annotations: {},
    selector: selector ?? null,
    hasTargetRefs,
    accessLogging: [],
    metrics: metrics.map((rule) => ({ ...RULE, ...rule })),
  };
}

interface Made {
  readonly selector?: Record<string, string>;
  readonly createdAt?: string;
  readonly hasTargetRefs?: boolean;
}

const RULE: MetricsRule = {
  providers: [],
  mode: "SERVER",
  metric: "REQUEST_COUNT",
  disabled: true,
  alteredLabels: [],
};
