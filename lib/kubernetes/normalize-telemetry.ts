import { z } from "zod";
import type {
  AccessLoggingRule,
  MetricsRule,
  TelemetryMode,
  TelemetryResource,
} from "@/lib/mesh/telemetry-resource";
import { objectMeta } from "./object-meta";
import { projector } from "./projection";
import { metadataSchema } from "./schema";

function list<T extends z.ZodType>(item: T) {
  return z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
}

const providers = list(z.object({ name: z.string() }));
const mode = z.enum(["CLIENT", "SERVER", "CLIENT_AND_SERVER"]).nullish();
const labels = z.record(z.string(), z.string());

const telemetrySchema = z.object({
  metadata: metadataSchema,
  spec: z
    .object({
      selector: z.object({ matchLabels: labels.nullish() }).nullish(),
      targetRef: z.looseObject({}).nullish(),
      targetRefs: list(z.looseObject({})),
      accessLogging: list(
        z.object({
          match: z.object({ mode }).nullish(),
          providers,
          disabled: z.boolean().nullish(),
          filter: z.object({ expression: z.string().nullish() }).nullish(),
        }),
      ),
      metrics: list(
        z.object({
          providers,
          overrides: list(
            z.object({
              match: z
                .object({
                  mode,
                  metric: z.string().nullish(),
                  customMetric: z.string().nullish(),
                })
                .nullish(),
              disabled: z.boolean().nullish(),
              tagOverrides: z.record(z.string(), z.unknown()).nullish(),
            }),
          ),
        }),
      ),
    })
    .nullish(),
});

type Spec = NonNullable<z.output<typeof telemetrySchema>["spec"]>;

/** Its fields as of `telemetry.istio.io/v1`; v1alpha1 has the same. A rule without a mode is about both sides. */
export const projectTelemetry = projector(
  telemetrySchema,
  ({ metadata, spec }): TelemetryResource => ({
    ...objectMeta(metadata),
    // To Telemetry an empty selector is none (istio pilot/pkg/model/telemetry.go).
    selector: someLabels(spec?.selector?.matchLabels ?? {}),
    hasTargetRefs:
      (spec?.targetRefs ?? []).length > 0 || Boolean(spec?.targetRef),
    accessLogging: (spec?.accessLogging ?? []).map(accessLoggingRule),
    metrics: (spec?.metrics ?? []).flatMap(metricsRules),
  }),
);

function someLabels(
  found: Readonly<Record<string, string>>,
): TelemetryResource["selector"] {
  return Object.keys(found).length > 0 ? found : null;
}

function accessLoggingRule(
  rule: Spec["accessLogging"][number],
): AccessLoggingRule {
  return {
    mode: modeOf(rule.match?.mode),
    disabled: rule.disabled ?? false,
    providers: rule.providers.map(({ name }) => name),
    filter: rule.filter?.expression || null,
  };
}

/** An entry without overrides still chooses who counts at all. */
function metricsRules(entry: Spec["metrics"][number]): MetricsRule[] {
  const providers = entry.providers.map(({ name }) => name);
  const overrides = entry.overrides.length > 0 ? entry.overrides : [{}];
  return overrides.map(({ match, disabled, tagOverrides }: Override) => ({
    providers,
    mode: modeOf(match?.mode),
    metric: match?.customMetric || match?.metric || "ALL_METRICS",
    disabled: disabled ?? null,
    // Whatever is done to a label, and setting it is what the API does unasked: it is no longer the proxy's own.
    alteredLabels: Object.keys(tagOverrides ?? {}),
  }));
}

type Override = Partial<Spec["metrics"][number]["overrides"][number]>;

function modeOf(given: TelemetryMode | null | undefined): TelemetryMode {
  return given ?? "CLIENT_AND_SERVER";
}
