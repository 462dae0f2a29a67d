import { isMap, isScalar, parseDocument } from "yaml";
import { z } from "zod";
import { DEFAULT_MESH_CONFIG, type MeshConfig } from "@/lib/mesh/objects";
import { configMapSchema } from "./core-schema";
import { accessLogSettings, accessLogShape } from "./mesh-config-access-log";
import { metricsProviders } from "./mesh-config-providers";
import { type Projection, projector } from "./projection";

/** The part of Istio's mesh config that its ConfigMap holds; the cluster domain is not in it. */
export type MeshConfigFields = Omit<MeshConfig, "clusterDomain"> & {
  /** The ConfigMap does not mention enableAutoMtls, whose default depends on the release. */
  readonly autoMtlsUnset?: true;
};

/** null values are what YAML makes of an empty key: unset. */
const meshSchema = z.object({
  rootNamespace: z.string().nullish(),
  enableAutoMtls: z.boolean().nullish(),
  trustDomain: z.string().nullish(),
  trustDomainAliases: z.array(z.string()).nullish(),
  defaultDestinationRuleExportTo: z.array(z.string()).nullish(),
  ...accessLogShape,
});

/** Reads the ConfigMap `istio` or `istio-<revision>`, key `mesh` (YAML). */
export function projectMeshConfig(item: unknown): Projection<MeshConfigFields> {
  const shaped = projectConfigMap(item);
  if ("problem" in shaped) {
    return shaped;
  }
  const { key, value } = shaped;
  if (value === null) {
    return { key, problem: `${key}: it has no key "mesh"` };
  }
  const document = readYaml(value);
  if ("problem" in document) {
    return { key, problem: `${key}: ${document.problem}` };
  }
  const parsed = meshSchema.safeParse(document.value ?? {});
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path.join(".") || "mesh";
    return { key, problem: `${key}: ${field}: ${issue?.message ?? "wrong"}` };
  }
  const fields = parsed.data;
  const accessLog = accessLogSettings(fields);
  const providers = metricsProviders(fields.extensionProviders);
  const defaults = fields.defaultProviders?.metrics ?? [];
  return {
    key,
    value: {
      rootNamespace: fields.rootNamespace || DEFAULT_MESH_CONFIG.rootNamespace,
      enableAutoMtls:
        fields.enableAutoMtls ?? DEFAULT_MESH_CONFIG.enableAutoMtls,
      ...(fields.enableAutoMtls == null ? { autoMtlsUnset: true } : {}),
      trustDomain: fields.trustDomain || DEFAULT_MESH_CONFIG.trustDomain,
      ...(fields.trustDomainAliases?.length
        ? { trustDomainAliases: fields.trustDomainAliases }
        : {}),
      defaultDestinationRuleExportTo:
        fields.defaultDestinationRuleExportTo ?? [],
      ...(accessLog === null ? {} : { accessLog }),
      ...(providers.length > 0 ? { metricsProviders: providers } : {}),
      ...(defaults.length > 0 ? { defaultMetricsProviders: defaults } : {}),
    },
  };
}

/** Real ones have a few KB; parsing blocks everything else meanwhile. */
const MAX_CHARS = 256 * 1024;

function readYaml(
  text: string,
): { readonly value: unknown } | { readonly problem: string } {
  if (text.length > MAX_CHARS) {
    return { problem: 'key "mesh" is larger than 256 KB' };
  }
  try {
    // The parser's own search for repeated keys compares each with all others.
    const document = parseDocument(text, { uniqueKeys: false });
    if (document.errors.length > 0) {
      return { problem: 'key "mesh" is not YAML' };
    }
    const repeated = repeatedField(document.contents);
    return repeated === null
      ? { value: document.toJS() }
      : { problem: `${repeated} is there twice` };
  } catch {
    // Aliases that unfold without end.
    return { problem: 'key "mesh" is not YAML' };
  }
}

/** Parsers differ in which of two values wins. */
function repeatedField(contents: unknown): string | null {
  const seen = new Set<unknown>();
  for (const { key } of isMap(contents) ? contents.items : []) {
    const name = isScalar(key) ? key.value : undefined;
    if (typeof name === "string" && name in meshSchema.shape) {
      if (seen.has(name)) {
        return name;
      }
      seen.add(name);
    }
  }
  return null;
}

const projectConfigMap = projector(
  configMapSchema,
  ({ data }): string | null => data?.mesh ?? null,
);
