/**
 * Telemetry resources can switch off what servers count, or take away the labels that a verdict rests on, and
 * the mesh config can leave the counting to others than Prometheus.
 * What is then missing must not look like silence (semantics D4).
 */
import { oldestFirst } from "@/lib/mesh/age-order";
import { groupBy } from "@/lib/mesh/group-by";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { refKey } from "@/lib/mesh/object-ref";
import type { ObjectRef, Pod } from "@/lib/mesh/objects";
import { hasNoLabels, selectorMatches } from "@/lib/mesh/selector";
import type {
  MetricsProvider,
  MetricsRule,
  TelemetryResource,
} from "@/lib/mesh/telemetry-resource";

/**
 * `disabled`: a metric is switched off. `labels`: labels that a verdict needs are taken away or rewritten.
 * `other-providers`: only providers count that are not Prometheus. `unknown-provider`: one that the mesh
 * config does not explain, so that nobody knows for whom it counts.
 */
export const METRICS_OFF_CAUSES = [
  "disabled",
  "labels",
  "other-providers",
  "unknown-provider",
] as const;
export type MetricsOffCause = (typeof METRICS_OFF_CAUSES)[number];

/** Why calls are not counted, or cannot be told apart. */
export interface MetricsOff {
  readonly cause: MetricsOffCause;
  /** The metrics, labels or providers that it is about. */
  readonly names: readonly string[];
  /** The Telemetry resource; null = the mesh config's own default. */
  readonly by: ObjectRef | null;
}

/** What keeps calls to this pod out of the metrics; empty = nothing. */
export function metricsOffFor(
  { inventory, meshConfig }: MeshIndex,
  pod: Pod,
): readonly MetricsOff[] {
  const all = inventory.telemetries?.items ?? [];
  const { defaultMetricsProviders: defaults, metricsProviders = [] } =
    meshConfig;
  if (all.length === 0 && defaults === undefined) return [];
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
  return offOf(levels, defaults ?? DEFAULT_PROVIDERS, metricsProviders);
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
 * without providers is about those of the rule before it, and the last choice of them is the one that holds;
 * before any, that of the mesh config. Source: istio pilot/pkg/model/telemetry.go, mergeMetrics.
 */
function offOf(
  levels: readonly TelemetryResource[],
  defaults: readonly string[],
  known: readonly MetricsProvider[],
): MetricsOff[] {
  const found = new Map<string, MetricsOff>();
  let chosen = defaults;
  noteChoice(found, chosen, known, null);
  for (const resource of levels) {
    const { namespace, name } = resource;
    const by = { kind: "Telemetry", namespace, name };
    for (const rule of resource.metrics) {
      if (rule.providers.length > 0) {
        chosen = rule.providers;
        noteChoice(found, chosen, known, by);
      }
      for (const provider of chosen) {
        const kind = kindOf(provider, known);
        if (kind !== "other") note(found, { provider, kind }, rule, by);
      }
    }
  }
  return joined([...found.values()]);
}

/** Where nobody is known to count for Prometheus, what it shows is not what happened. */
function noteChoice(
  found: Map<string, MetricsOff>,
  chosen: readonly string[],
  known: readonly MetricsProvider[],
  by: ObjectRef | null,
): void {
  const kinds = chosen.map((name) => kindOf(name, known));
  if (kinds.includes("prometheus")) {
    found.delete(CHOICE);
    return;
  }
  const unknown = chosen.filter((_, at) => kinds[at] === "unknown");
  found.set(
    CHOICE,
    unknown.length > 0
      ? { cause: "unknown-provider", names: unknown, by }
      : { cause: "other-providers", names: chosen, by },
  );
}

function note(
  found: Map<string, MetricsOff>,
  {
    provider,
    kind,
  }: { readonly provider: string; readonly kind: "prometheus" | "unknown" },
  rule: MetricsRule,
  by: ObjectRef,
): void {
  if (rule.mode === "CLIENT") return;
  const unknown = { cause: "unknown-provider", names: [provider], by } as const;
  const labels = rule.alteredLabels.filter((label) => NEEDED_LABELS.has(label));
  for (const metric of NEEDED_METRICS) {
    if (rule.metric !== metric && rule.metric !== "ALL_METRICS") continue;
    const key = `${metric} ${provider}`;
    if (rule.disabled === true) {
      const off = { cause: "disabled", names: [metric], by } as const;
      found.set(key, kind === "unknown" ? unknown : off);
    }
    if (rule.disabled === false) found.delete(key);
    if (labels.length > 0) {
      const altered = { cause: "labels", names: labels, by } as const;
      found.set(`${key} labels`, kind === "unknown" ? unknown : altered);
    }
  }
}

/** One per cause and resource, with all names. */
function joined(all: readonly MetricsOff[]): MetricsOff[] {
  const made = new Map<string, MetricsOff>();
  for (const { cause, names, by } of all) {
    const key = `${cause} ${by === null ? "" : refKey(by)}`;
    const before = made.get(key)?.names ?? [];
    made.set(key, { cause, names: [...new Set([...before, ...names])], by });
  }
  return [...made.values()];
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

/** Of a mesh config that does not say; what Istio installs unasked. */
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
