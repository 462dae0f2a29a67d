import { compileLogFilter, type LogFilter } from "./log-filter";
import { telemetriesOf } from "./telemetry-scope";
import type {
  FileProvider,
  LogFormat,
  LoggingRule,
  LoggingView,
  Side,
} from "./telemetry-view";
import type { PodView } from "./view";

/** One access log of a proxy that ends up in its container's output. */
export interface AccessLog {
  readonly format: LogFormat | null;
  /** null = every call */
  readonly filter: LogFilter | null;
}

/**
 * What a proxy writes to its standard output. Telemetry resources count from the general to the special;
 * where none of them names a provider and the mesh config has no default one, they say nothing, and
 * `accessLogFile` decides. Source: istio pilot/pkg/model/telemetry.go, mergeLogs.
 */
export function accessLogsOf(
  logging: LoggingView,
  pod: Pick<PodView, "namespace" | "labels">,
  side: Side,
): AccessLog[] {
  const rules = telemetriesOf(logging, pod)
    .map((it) => it.logging)
    .filter((it) => it.length > 0);
  const named = merge(logging.defaultLogging, rules, side);
  const known = [...named].flatMap(([name, rule]) => {
    const provider = logging.providers.get(name.toLowerCase());
    return provider === undefined ? [] : [{ name, provider, rule }];
  });
  if (known.length === 0) {
    return isOutput(logging.file)
      ? [{ format: meshFormat(logging), filter: null }]
      : [];
  }
  return known.flatMap(({ name, provider, rule }) =>
    rule === "disabled" || !isOutput(provider.path)
      ? []
      : [
          {
            format: formatOf(logging, name, provider),
            filter: rule === null ? null : compileLogFilter(rule),
          },
        ],
  );
}

/** By provider: a filter, no filter, or nothing at all. */
function merge(
  defaults: readonly string[],
  levels: readonly (readonly LoggingRule[])[],
  side: Side,
): Map<string, string | null | "disabled"> {
  const merged = new Map<string, string | null | "disabled">();
  if (levels.length === 0) {
    return new Map(defaults.map((name) => [name, null]));
  }
  const filters = new Map<string, string | null>();
  let inScope: readonly string[] = defaults;
  for (const rules of levels) {
    const names = rules
      .filter((rule) => concerns(rule, side))
      .flatMap((rule) => {
        // A filter without a provider of its own is forgotten by istiod.
        for (const name of rule.providers) filters.set(name, rule.filter);
        return rule.providers;
      });
    if (names.length > 0) {
      inScope = names;
    }
  }
  let inherited = defaults;
  for (const rule of levels.flat()) {
    const names = rule.providers.length > 0 ? rule.providers : inherited;
    inherited = names;
    for (const name of names) {
      if (inScope.includes(name) && concerns(rule, side)) {
        merged.set(
          name,
          rule.disabled ? "disabled" : (filters.get(name) ?? null),
        );
      }
    }
  }
  return merged;
}

function concerns(rule: LoggingRule, side: Side): boolean {
  return rule.side === "both" || rule.side === side;
}

function formatOf(
  logging: LoggingView,
  name: string,
  { format }: FileProvider,
): LogFormat | null {
  return name.toLowerCase() === BUILT_IN_PROVIDER && format === null
    ? meshFormat(logging)
    : format;
}

/** null = Istio's default text. */
function meshFormat({ encoding, format }: LoggingView): LogFormat | null {
  if (encoding === "JSON") {
    return { kind: "json", fields: jsonFieldsOf(format) };
  }
  return format === "" ? null : { kind: "text", format };
}

/** With JSON encoding the format is itself JSON; what cannot be read leaves Istio's own fields. */
function jsonFieldsOf(format: string): Record<string, string> {
  try {
    const parsed: unknown = format === "" ? {} : JSON.parse(format);
    return typeof parsed === "object" && parsed !== null
      ? Object.fromEntries(
          Object.entries(parsed).map(([key, it]) => [key, String(it)]),
        )
      : {};
  } catch {
    return {};
  }
}

function isOutput(path: string): boolean {
  return path === "/dev/stdout" || path === "/dev/stderr";
}

export const BUILT_IN_PROVIDER = "envoy";
