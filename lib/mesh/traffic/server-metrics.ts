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
  MetricsProvider,
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
  return offOf(levels, meshConfig.metricsProviders ?? []);
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

/**
 * What each metric was last told, from the mesh down to the workload, for each provider by its name. A rule
 * without providers is about those of the rule before it, and the last choice of them is the one that holds.
 * Source: istio pilot/pkg/model/telemetry.go, mergeMetrics.
 */
function offOf(
  levels: readonly TelemetryResource[],
  known: readonly MetricsProvider[],
): ObjectRef[] {
  const found = new Map<string, TelemetryResource>();
  let chosen = DEFAULT_PROVIDERS;
  for (const resource of levels) {
    for (const rule of resource.metrics) {
      if (rule.providers.length > 0) {
        chosen = rule.providers;
        // Where nobody is known to count for Prometheus, what it shows is not what happened.
        if (chosen.some((name) => kindOf(name, known) === "prometheus")) {
          found.delete(CHOICE);
        } else {
          found.set(CHOICE, resource);
        }
      }
      const ours = chosen.filter((name) => kindOf(name, known) !== "other");
      for (const name of ours) note(found, name, rule, resource);
    }
  }
  return [...new Set(found.values())].map(({ namespace, name }) => ({
    kind: "Telemetry",
    namespace,
    name,
  }));
}

function note(
  found: Map<string, TelemetryResource>,
  provider: string,
  rule: MetricsRule,
  resource: TelemetryResource,
): void {
  if (rule.mode === "CLIENT") return;
  for (const metric of NEEDED_METRICS) {
    if (rule.metric !== metric && rule.metric !== "ALL_METRICS") continue;
    const key = `${metric} ${provider}`;
    if (rule.disabled === true) found.set(key, resource);
    if (rule.disabled === false) found.delete(key);
    if (rule.alteredLabels.some((label) => NEEDED_LABELS.has(label))) {
      found.set(`${key} labels`, resource);
    }
  }
}

/** Names are free, and Istio takes them whatever their case. One that nothing explains may be anybody's. */
function kindOf(
  name: string,
  known: readonly MetricsProvider[],
): "prometheus" | "other" | "unknown" {
  const isMeant = (each: MetricsProvider) =>
    each.name.toLowerCase() === name.toLowerCase();
  const meant = known.find(isMeant) ?? BUILT_IN.find(isMeant);
  if (meant === undefined) return "unknown";
  return meant.isPrometheus ? "prometheus" : "other";
}

const CHOICE = "the choice of providers";

const DEFAULT_PROVIDERS: readonly string[] = ["prometheus"];

/** What a mesh knows without being told (istio pkg/config/mesh). */
const BUILT_IN: readonly MetricsProvider[] = [
  { name: "prometheus", isPrometheus: true },
  { name: "stackdriver", isPrometheus: false },
];

const NEEDED_METRICS = ["REQUEST_COUNT", "TCP_OPENED_CONNECTIONS"] as const;

/** Who called whom and how, and whether it was let in; without them calls are told of the wrong one, or not at all. */
const NEEDED_LABELS: ReadonlySet<string> = new Set([
  "reporter",
  "connection_security_policy",
  "response_flags",
  "source_workload",
  "source_workload_namespace",
  "source_principal",
  "destination_workload",
  "destination_workload_namespace",
  "destination_service",
  "destination_service_name",
  "destination_service_namespace",
]);
