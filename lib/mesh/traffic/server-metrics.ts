/**
 * Telemetry resources can switch off what servers count, or take away the labels that a verdict rests on.
 * What is then missing must not look like silence (semantics D4).
 */
import { oldestFirst } from "@/lib/mesh/age-order";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { ObjectRef, Pod } from "@/lib/mesh/objects";
import { hasNoLabels, selectorMatches } from "@/lib/mesh/selector";
import type {
  MetricsRule,
  TelemetryResource,
} from "@/lib/mesh/telemetry-resource";

/** The resources because of which calls to this pod are not counted, or cannot be told apart; empty = none. */
export function metricsOffFor(
  { inventory, meshConfig }: MeshIndex,
  pod: Pod,
): readonly ObjectRef[] {
  const all = inventory.telemetries?.items ?? [];
  if (all.length === 0) return [];
  const levels = [
    oldest(all, meshConfig.rootNamespace, hasNone),
    pod.namespace === meshConfig.rootNamespace
      ? undefined
      : oldest(all, pod.namespace, hasNone),
    oldest(
      all,
      pod.namespace,
      ({ selector }) =>
        !hasNoLabels(selector) && selectorMatches(selector ?? {}, pod.labels),
    ),
  ].filter((resource) => resource !== undefined);
  return offOf(levels);
}

/** Of several of one level the oldest counts. */
function oldest(
  all: readonly TelemetryResource[],
  namespace: string,
  reaches: (resource: TelemetryResource) => boolean,
): TelemetryResource | undefined {
  return oldestFirst(
    all.filter(
      (resource) =>
        resource.namespace === namespace &&
        !resource.hasTargetRefs &&
        reaches(resource),
    ),
  )[0];
}

function hasNone({ selector }: TelemetryResource): boolean {
  return hasNoLabels(selector);
}

/** What each metric was last told, from the mesh down to the workload. */
function offOf(levels: readonly TelemetryResource[]): ObjectRef[] {
  const found = new Map<string, TelemetryResource>();
  for (const resource of levels) {
    for (const rule of resource.metrics) {
      if (!concernsUs(rule)) continue;
      for (const metric of NEEDED_METRICS) {
        if (rule.metric !== metric && rule.metric !== "ALL_METRICS") continue;
        if (rule.disabled === true) found.set(metric, resource);
        if (rule.disabled === false) found.delete(metric);
        if (rule.removedLabels.some((label) => NEEDED_LABELS.has(label))) {
          found.set(`${metric} labels`, resource);
        }
      }
    }
  }
  return [...new Set(found.values())].map(({ namespace, name }) => ({
    kind: "Telemetry",
    namespace,
    name,
  }));
}

const NEEDED_METRICS = ["REQUEST_COUNT", "TCP_OPENED_CONNECTIONS"] as const;

const NEEDED_LABELS: ReadonlySet<string> = new Set([
  "reporter",
  "connection_security_policy",
  "destination_workload",
  "destination_workload_namespace",
]);

/** Providers are named freely; the built-in one, and most others of its kind, after Prometheus. */
function concernsUs({ mode, providers }: MetricsRule): boolean {
  return (
    mode !== "CLIENT" &&
    (providers.length === 0 ||
      providers.some((name) => /prometheus/i.test(name)))
  );
}
