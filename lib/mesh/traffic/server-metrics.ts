/**
 * Telemetry resources can switch off what servers count, or take away the labels that a verdict rests on.
 * What is then missing must not look like silence (semantics D4).
 */
import { oldestFirst } from "@/lib/mesh/age-order";
import { groupBy } from "@/lib/mesh/group-by";
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
  const inNamespace = byNamespace(all);
  const oldest = (
    namespace: string,
    reaches: (resource: TelemetryResource) => boolean,
  ) => inNamespace.get(namespace)?.find(reaches);
  const levels = [
    oldest(meshConfig.rootNamespace, hasNone),
    pod.namespace === meshConfig.rootNamespace
      ? undefined
      : oldest(pod.namespace, hasNone),
    oldest(
      pod.namespace,
      ({ selector }) =>
        !hasNoLabels(selector) && selectorMatches(selector ?? {}, pod.labels),
    ),
  ].filter((resource) => resource !== undefined);
  return offOf(levels);
}

type Resources = readonly TelemetryResource[];

/** Every pod of every service asks, and the list stays the same while no resource changes. */
const arranged = new WeakMap<Resources, ReadonlyMap<string, Resources>>();

/** Oldest first, because of several of one level the oldest counts. */
function byNamespace(all: Resources): ReadonlyMap<string, Resources> {
  const known = arranged.get(all);
  if (known) return known;
  const made = groupBy(
    oldestFirst(all.filter(({ hasTargetRefs }) => !hasTargetRefs)),
    ({ namespace }) => namespace,
  );
  arranged.set(all, made);
  return made;
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
