import { parse as parseYaml } from "yaml";
import { z } from "zod";
import type { ObjectStore } from "@/lib/simulator/store";
import { BUILT_IN_PROVIDER } from "./access-logging";
import type { FileProvider, LoggingView } from "./telemetry-view";

const namesSchema = z.array(z.string()).catch([]);

const meshConfigSchema = z.object({
  rootNamespace: z.string().default("istio-system"),
  trustDomain: z.string().default("cluster.local"),
  enableAutoMtls: z.boolean().default(true),
  accessLogFile: z.string().default(""),
  accessLogEncoding: z.enum(["TEXT", "JSON"]).default("TEXT"),
  accessLogFormat: z.string().default(""),
  disableEnvoyListenerLog: z.boolean().default(false),
  defaultProviders: z
    .object({
      accessLogging: namesSchema,
      metrics: z.array(z.string()).default(["prometheus"]),
    })
    .default({ accessLogging: [], metrics: ["prometheus"] }),
  extensionProviders: z
    .array(
      z.object({
        name: z.string(),
        envoyFileAccessLog: z
          .object({
            path: z.string().default("/dev/stdout"),
            logFormat: z
              .object({
                text: z.string().optional(),
                labels: z.record(z.string(), z.unknown()).optional(),
              })
              .optional(),
          })
          .optional(),
      }),
    )
    .default([]),
});

export interface MeshConfigView {
  readonly rootNamespace: string;
  readonly trustDomain: string;
  readonly autoMtls: boolean;
  readonly logging: Omit<LoggingView, "telemetries">;
}

/** The ConfigMap `istio`; what cannot be read is as if it were not there. */
export function readMeshConfig(store: ObjectStore): MeshConfigView {
  const data = z
    .object({ data: z.object({ mesh: z.string() }) })
    .safeParse(store.get("ConfigMap", "istio-system", "istio"));
  const parsed = meshConfigSchema.safeParse(
    data.success ? (safeYaml(data.data.data.mesh) ?? {}) : {},
  );
  const config = parsed.success ? parsed.data : meshConfigSchema.parse({});
  return {
    rootNamespace: config.rootNamespace,
    trustDomain: config.trustDomain,
    autoMtls: config.enableAutoMtls,
    logging: {
      rootNamespace: config.rootNamespace,
      file: config.accessLogFile,
      encoding: config.accessLogEncoding,
      format: config.accessLogFormat,
      listenerLog: !config.disableEnvoyListenerLog,
      providers: fileProvidersOf(config),
      defaultLogging: config.defaultProviders.accessLogging,
      defaultMetrics: config.defaultProviders.metrics,
    },
  };
}

/** The built-in one needs no word in the mesh config, and may be given another meaning there. */
function fileProvidersOf({
  extensionProviders,
}: z.infer<typeof meshConfigSchema>): Map<string, FileProvider> {
  const providers = new Map<string, FileProvider>([
    [BUILT_IN_PROVIDER, { path: "/dev/stdout", format: null }],
  ]);
  for (const { name, envoyFileAccessLog } of extensionProviders) {
    if (envoyFileAccessLog === undefined) continue;
    const { path, logFormat } = envoyFileAccessLog;
    const { text, labels } = logFormat ?? {};
    providers.set(name.toLowerCase(), {
      path,
      format:
        text !== undefined
          ? { kind: "text", format: text }
          : labels !== undefined
            ? {
                kind: "json",
                fields: Object.fromEntries(
                  Object.entries(labels).map(([key, it]) => [key, String(it)]),
                ),
              }
            : null,
    });
  }
  return providers;
}

function safeYaml(text: string): unknown {
  try {
    return parseYaml(text);
  } catch {
    return {};
  }
}
