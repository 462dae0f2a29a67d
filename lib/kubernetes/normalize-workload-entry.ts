import { z } from "zod";
import type { WorkloadEntry } from "@/lib/mesh/workload-entry";
import { projector } from "./projection";
import { metadataSchema, stringMap } from "./schema";

const workloadEntrySchema = z.object({
  metadata: metadataSchema,
  spec: z.object({ labels: stringMap }).nullish(),
});

/** The object's own labels win over those of its spec, as istiod merges them. */
export const projectWorkloadEntry = projector(
  workloadEntrySchema,
  ({ metadata, spec }): WorkloadEntry => ({
    namespace: metadata.namespace,
    name: metadata.name,
    labels: { ...spec?.labels, ...metadata.labels },
  }),
);
