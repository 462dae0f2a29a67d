import { parse } from "yaml";
import { z } from "zod";
import { DEFAULT_MESH_CONFIG, type MeshConfig } from "@/lib/mesh/objects";
import { configMapSchema } from "./core-schema";
import { type Projection, projector } from "./projection";

/** The part of Istio's mesh config that its ConfigMap holds; the cluster domain is not in it. */
export type MeshConfigFields = Omit<MeshConfig, "clusterDomain">;

/** null values are what YAML makes of an empty key: unset. */
const meshSchema = z.object({
  rootNamespace: z.string().nullish(),
  enableAutoMtls: z.boolean().nullish(),
  trustDomain: z.string().nullish(),
  defaultDestinationRuleExportTo: z.array(z.string()).nullish(),
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
  let document: unknown;
  try {
    document = parse(value);
  } catch {
    return { key, problem: `${key}: key "mesh" is not YAML` };
  }
  const parsed = meshSchema.safeParse(document ?? {});
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path.join(".") || "mesh";
    return { key, problem: `${key}: ${field}: ${issue?.message ?? "wrong"}` };
  }
  const fields = parsed.data;
  return {
    key,
    value: {
      rootNamespace: fields.rootNamespace || DEFAULT_MESH_CONFIG.rootNamespace,
      enableAutoMtls:
        fields.enableAutoMtls ?? DEFAULT_MESH_CONFIG.enableAutoMtls,
      trustDomain: fields.trustDomain || DEFAULT_MESH_CONFIG.trustDomain,
      defaultDestinationRuleExportTo:
        fields.defaultDestinationRuleExportTo ?? [],
    },
  };
}

const projectConfigMap = projector(
  configMapSchema,
  ({ data }): string | null => data?.mesh ?? null,
);
