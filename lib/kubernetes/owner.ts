import type { ObjectRef } from "@/lib/mesh/objects";
import { labelsOnly, projector } from "./projection";
import { metadataOnlySchema, type RawMetadata } from "./schema";

/** Who controls a ReplicaSet or Job; `controller` is null where it stands alone. */
export interface OwnerRecord {
  readonly controller: ObjectRef | null;
}

/** ReplicaSets and Jobs are read for this alone. */
export const projectOwner = projector(
  metadataOnlySchema,
  ({ metadata }): OwnerRecord => ({ controller: controllerOf(metadata) }),
  labelsOnly,
);

/** The owner that manages the object; Kubernetes allows one `controller: true`. */
export function controllerOf(metadata: RawMetadata): ObjectRef | null {
  const owner = metadata.ownerReferences.find(
    (reference) => reference.controller === true,
  );
  return owner === undefined
    ? null
    : { kind: owner.kind, namespace: metadata.namespace, name: owner.name };
}
