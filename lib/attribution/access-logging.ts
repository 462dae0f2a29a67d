/**
 * Whether the sidecar of a pod writes down the calls that arrive, as far as configuration tells.
 * Source: istio pilot/pkg/model/telemetry.go (applicableTelemetries, mergeLogs): of each level the oldest
 * Telemetry counts, the most specific level with `accessLogging` decides, and where none speaks the mesh
 * config does.
 */
import { oldestFirst } from "@/lib/mesh/age-order";
import type { Inventory, ObjectRef, Pod } from "@/lib/mesh/objects";
import { hasNoLabels, selectorMatches } from "@/lib/mesh/selector";
import type { TelemetryResource } from "@/lib/mesh/telemetry-resource";

export interface AccessLogging {
  readonly state:
    | "on"
    | "off"
    /** To somewhere that is not the container's log. */
    | "elsewhere"
    /** Something that decides could not be read. */
    | "unknown";
  /** What is left out of the log; "other" = an expression that we do not read. */
  readonly filter: "none" | "plaintext-only" | "other";
  /** null = the mesh config, or Istio's default. */
  readonly decidedBy: ObjectRef | null;
  /** RFC 3339: no line can be older, where the Telemetry that decides is that young. */
  readonly since: string | null;
  /** Providers that get the log now. */
  readonly providers: readonly string[];
}

/** @param meshConfigKnown false = the inventory's mesh config is a guess */
export function accessLoggingOf(
  inventory: Inventory,
  meshConfigKnown: boolean,
  pod: Pick<Pod, "namespace" | "labels">,
): AccessLogging {
  if (!meshConfigKnown || inventory.telemetries?.complete !== true) {
    return { ...NOTHING, state: "unknown" };
  }
  const { accessLog, rootNamespace } = inventory.meshConfig;
  let providers: readonly string[] = accessLog?.defaultProviders ?? [];
  let decidedBy: TelemetryResource | null = null;
  for (const from of applicableTelemetries(
    inventory.telemetries.items,
    rootNamespace,
    pod,
  )) {
    const rules = inboundRules(from);
    if (rules.length === 0) continue;
    decidedBy = from;
    const named = rules.flatMap((rule) => rule.providers);
    if (named.length > 0) providers = [...new Set(named)];
  }
  const rules = decidedBy === null ? [] : inboundRules(decidedBy);
  const base = {
    ...NOTHING,
    providers,
    decidedBy: decidedBy && telemetryRef(decidedBy),
    since: decidedBy?.createdAt ?? null,
  };
  const disabled = rules.filter((rule) => rule.disabled).length;
  // Which provider each of them is about would have to be followed through all levels.
  if (disabled > 0 && disabled < rules.length)
    return { ...base, state: "unknown" };
  if (disabled > 0) return { ...base, state: "off" };
  const filter = commonFilter(rules.map((rule) => filterOf(rule.filter)));
  if (providers.length === 0) {
    return {
      ...base,
      filter,
      state: accessLog?.file ? fileState(accessLog.file) : "off",
    };
  }
  const paths = providers.map((name) => pathOf(inventory, name));
  return {
    ...base,
    filter,
    state: paths.some((path) => path !== null && fileState(path) === "on")
      ? "on"
      : "elsewhere",
  };
}

/** The one of the mesh, of the namespace and of the workload that count for a pod, in this order. */
function applicableTelemetries(
  telemetries: readonly TelemetryResource[],
  rootNamespace: string,
  pod: Pick<Pod, "namespace" | "labels">,
): TelemetryResource[] {
  const sidecars = oldestFirst(
    telemetries.filter(({ hasTargetRefs }) => !hasTargetRefs),
  );
  const wide = (place: string) =>
    sidecars.find(
      ({ namespace, selector }) => namespace === place && hasNoLabels(selector),
    );
  const own = sidecars.find(
    ({ namespace, selector }) =>
      namespace === pod.namespace &&
      selector !== null &&
      !hasNoLabels(selector) &&
      selectorMatches(selector, pod.labels),
  );
  return [
    wide(rootNamespace),
    pod.namespace === rootNamespace ? undefined : wide(pod.namespace),
    own,
  ].flatMap((found) => found ?? []);
}

export function telemetryRef({
  namespace,
  name,
}: Pick<TelemetryResource, "namespace" | "name">): ObjectRef {
  return { kind: "Telemetry", namespace, name };
}

const NOTHING: AccessLogging = {
  state: "off",
  filter: "none",
  decidedBy: null,
  since: null,
  providers: [],
};

/** The provider that Istio brings along. */
const BUILT_IN = "envoy";

function pathOf({ meshConfig }: Inventory, provider: string): string | null {
  const file = meshConfig.accessLog?.fileProviders.find(
    ({ name }) => name === provider,
  );
  return file?.path ?? (provider === BUILT_IN ? "/dev/stdout" : null);
}

function fileState(path: string): "on" | "elsewhere" {
  return path === "/dev/stdout" || path === "/dev/stderr" ? "on" : "elsewhere";
}

function inboundRules({ accessLogging }: TelemetryResource) {
  return accessLogging.filter(({ mode }) => mode !== "CLIENT");
}

function commonFilter(
  filters: readonly AccessLogging["filter"][],
): AccessLogging["filter"] {
  const [first = "none", ...others] = filters;
  // Which rule wrote a line cannot be told from the line.
  return others.every((filter) => filter === first) ? first : "other";
}

function filterOf(expression: string | null): AccessLogging["filter"] {
  if (expression === null) return "none";
  const plain = expression.replaceAll(/\s/g, "");
  return plain === "connection.mtls==false" || plain === "!connection.mtls"
    ? "plaintext-only"
    : "other";
}
