import { z } from "zod";
import type { StoredObject } from "@/lib/simulator/store";
import { kept } from "./kept";
import type { ServiceView } from "./view";

/** A service as the data plane sees it; null for an object that is not readable as one. */
export const readService = kept(read);

const serviceSchema = z.object({
  metadata: z.object({
    namespace: z.string(),
    name: z.string(),
    creationTimestamp: z.string(),
    labels: z.record(z.string(), z.string()).catch({}),
  }),
  spec: z.object({
    clusterIP: z.string().optional(),
    externalName: z.string().optional(),
    selector: z.record(z.string(), z.string()).nullish(),
    ports: z
      .array(
        z.object({
          name: z.string().default(""),
          port: z.number(),
          targetPort: z.union([z.number(), z.string()]).optional(),
        }),
      )
      .catch([]),
  }),
});

function read(object: StoredObject): ServiceView | null {
  const parsed = serviceSchema.safeParse(object);
  if (!parsed.success) {
    return null;
  }
  const { metadata, spec } = parsed.data;
  const selector = spec.selector ?? {};
  return {
    namespace: metadata.namespace,
    name: metadata.name,
    createdMs: Date.parse(metadata.creationTimestamp),
    selector: Object.keys(selector).length === 0 ? null : selector,
    clusterIp:
      spec.clusterIP === undefined || spec.clusterIP === "None"
        ? null
        : spec.clusterIP,
    headless: spec.clusterIP === "None",
    externalName: spec.externalName ?? null,
    useWaypoint: metadata.labels["istio.io/use-waypoint"] ?? null,
    ports: spec.ports.map((it) => ({
      name: it.name,
      port: it.port,
      targetPort: it.targetPort ?? it.port,
    })),
  };
}
