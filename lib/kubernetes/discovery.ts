import { z } from "zod";
import { isKubernetesProblem, KubernetesProblem } from "./problem";
import type { Asking } from "./shared-requests";

/** A kind by group and plural, with the versions we can read, the one to prefer first. */
export interface WantedResource {
  /** "" for the core group */
  readonly group: string;
  readonly versions: readonly string[];
  readonly plural: string;
}

const groupListSchema = z.object({
  kind: z.literal("APIGroupList"),
  groups: z.array(
    z.object({
      name: z.string(),
      versions: z.array(z.object({ version: z.string() })),
    }),
  ),
});

const resourceListSchema = z.object({
  kind: z.literal("APIResourceList"),
  resources: z.array(z.object({ name: z.string() })),
});

/**
 * The newest of the wanted versions that the API server serves; null = the kind is not served.
 * Throws KubernetesProblem when the server cannot be asked, which is never the same as null.
 */
export async function servedVersion(
  connection: Asking,
  wanted: WantedResource,
  signal?: AbortSignal,
): Promise<string | null> {
  if (wanted.group === "") {
    return wanted.versions[0] ?? null;
  }
  // The list of all groups, because an unknown group answers a bare 404 that any web server could give.
  const { body } = await connection.requestJson("GET", "/apis", { signal });
  const { groups } = parse(groupListSchema, body, "/apis");
  const group = groups.find(({ name }) => name === wanted.group);
  const served = new Set(group?.versions.map(({ version }) => version));
  for (const version of wanted.versions) {
    if (
      served.has(version) &&
      (await hasResource(connection, wanted, version, signal))
    ) {
      return version;
    }
  }
  return null;
}

async function hasResource(
  connection: Asking,
  wanted: WantedResource,
  version: string,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const path = `/apis/${wanted.group}/${version}`;
  try {
    const { body } = await connection.requestJson("GET", path, { signal });
    const { resources } = parse(resourceListSchema, body, path);
    return resources.some(({ name }) => name === wanted.plural);
  } catch (error) {
    // The CRD went between the two questions.
    if (isKubernetesProblem(error) && error.code === "not-served") {
      return false;
    }
    throw error;
  }
}

function parse<T>(schema: z.ZodType<T>, body: unknown, path: string): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    throw new KubernetesProblem(
      "malformed",
      `The answer to ${path} is not the list a Kubernetes API server gives.`,
      { remedy: "Check the cluster's `server` address in the kubeconfig." },
    );
  }
  return parsed.data;
}
