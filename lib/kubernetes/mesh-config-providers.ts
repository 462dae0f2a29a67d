import { z } from "zod";
import type { MetricsProvider } from "@/lib/mesh/telemetry-resource";

/** Which of the mesh config's `extensionProviders` count metrics for Prometheus; one that does not say is left out. */
export function metricsProviders(
  entries: z.output<typeof extensionProvidersShape>,
): MetricsProvider[] {
  return (entries ?? []).flatMap(({ name, envoyFileAccessLog, ...others }) => {
    const kinds = Object.entries({ envoyFileAccessLog, ...others }).flatMap(
      ([kind, settings]) => (settings == null ? [] : [kind]),
    );
    return kinds.length === 0
      ? []
      : [{ name, isPrometheus: kinds.includes("prometheus") }];
  });
}

/** Beside its name, an entry has one key, which is the kind of the provider. */
export const extensionProvidersShape = z
  .array(
    z.looseObject({
      name: z.string(),
      envoyFileAccessLog: z
        .object({
          path: z.string().nullish(),
          logFormat: z
            .object({
              text: z.string().nullish(),
              labels: z.record(z.string(), z.unknown()).nullish(),
            })
            .nullish(),
        })
        .nullish(),
    }),
  )
  .nullish();
