import { z } from "zod";
import type { StoredObject } from "@/lib/simulator/store";
import type { TelemetryView } from "./telemetry-view";

const namesSchema = z.array(z.object({ name: z.string() })).catch([]);

const sideSchema = z
  .enum(["CLIENT", "SERVER", "CLIENT_AND_SERVER"])
  .transform((mode) => {
    switch (mode) {
      case "CLIENT":
        return "client" as const;
      case "SERVER":
        return "server" as const;
      case "CLIENT_AND_SERVER":
        return "both" as const;
      default:
        return mode satisfies never;
    }
  })
  .catch("both");

const telemetrySchema = z.object({
  metadata: z.object({
    namespace: z.string(),
    name: z.string(),
    creationTimestamp: z.string(),
  }),
  spec: z
    .object({
      selector: z
        .object({ matchLabels: z.record(z.string(), z.string()).default({}) })
        .optional(),
      targetRef: z.unknown().optional(),
      targetRefs: z.array(z.unknown()).optional(),
      accessLogging: z
        .array(
          z.object({
            providers: namesSchema,
            match: z.object({ mode: sideSchema }).optional(),
            disabled: z.boolean().default(false),
            filter: z.object({ expression: z.string() }).optional(),
          }),
        )
        .default([]),
      metrics: z
        .array(
          z.object({
            providers: namesSchema,
            overrides: z
              .array(
                z.object({
                  match: z
                    .object({
                      metric: z.string().default("ALL_METRICS"),
                      mode: sideSchema,
                    })
                    .optional(),
                  disabled: z.boolean().optional(),
                  tagOverrides: z
                    .record(
                      z.string(),
                      z.object({ operation: z.string().default("UPSERT") }),
                    )
                    .default({}),
                }),
              )
              .default([]),
          }),
        )
        .default([]),
    })
    .default({ accessLogging: [], metrics: [] }),
});

/** A Telemetry resource as istiod reads it; null for one it cannot read. */
export function readTelemetry(object: StoredObject): TelemetryView | null {
  const parsed = telemetrySchema.safeParse(object);
  if (!parsed.success) {
    return null;
  }
  const { metadata, spec } = parsed.data;
  return {
    name: metadata.name,
    namespace: metadata.namespace,
    createdMs: Date.parse(metadata.creationTimestamp),
    selector: spec.selector?.matchLabels ?? {},
    attached:
      spec.targetRef !== undefined || (spec.targetRefs ?? []).length > 0,
    logging: spec.accessLogging.map(
      ({ providers, match, disabled, filter }) => ({
        providers: providers.map(({ name }) => name),
        side: match?.mode ?? "both",
        disabled,
        filter: filter?.expression ?? null,
      }),
    ),
    metrics: spec.metrics.map(({ providers, overrides }) => ({
      providers: providers.map(({ name }) => name),
      overrides: overrides.map(({ match, disabled, tagOverrides }) => ({
        metric: match?.metric ?? "ALL_METRICS",
        side: match?.mode ?? "both",
        disabled: disabled ?? null,
        removedTags: Object.entries(tagOverrides)
          .filter(([, { operation }]) => operation === "REMOVE")
          .map(([tag]) => tag),
      })),
    })),
  };
}
