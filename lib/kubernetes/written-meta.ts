import type { z } from "zod";
import type { ObjectMeta } from "@/lib/mesh/objects";
import { objectMeta } from "./object-meta";
import type { writtenMetadataSchema } from "./schema";

/** Of what we may write to, also which GitOps tool applied it, as far as the API server recorded that. */
export function writtenMeta(
  metadata: z.output<typeof writtenMetadataSchema>,
): ObjectMeta {
  const meta = objectMeta(metadata);
  for (const { manager } of metadata.managedFields) {
    const appliedBy = GIT_OPS_MANAGERS.get(manager);
    if (appliedBy !== undefined) return { ...meta, appliedBy };
  }
  return meta;
}

/** Names under which they apply, whatever labels they leave or do not leave (semantics E26). */
const GIT_OPS_MANAGERS: ReadonlyMap<string, string> = new Map([
  ["argocd-controller", "Argo CD"],
  ["argocd-application-controller", "Argo CD"],
  ["kustomize-controller", "Flux"],
  ["helm-controller", "Flux"],
]);
