import type { Labels, ObjectMeta } from "@/lib/mesh/objects";
import type { RawMetadata } from "./schema";

/** The metadata the law reads; managedFields and owners end here. */
export function objectMeta(metadata: RawMetadata): ObjectMeta {
  return {
    namespace: metadata.namespace,
    name: metadata.name,
    uid: metadata.uid,
    resourceVersion: metadata.resourceVersion,
    createdAt: metadata.creationTimestamp,
    labels: metadata.labels,
    annotations: without(metadata.annotations, LAST_APPLIED),
  };
}

/** For kinds of which there are thousands: only the annotations Istio reads. */
export function leanObjectMeta(metadata: RawMetadata): ObjectMeta {
  return {
    ...objectMeta(metadata),
    annotations: istioAnnotations(metadata.annotations),
  };
}

export function istioAnnotations(annotations: Labels): Labels {
  const kept = Object.entries(annotations).filter(([key]) =>
    /(^|\.)istio\.io\//.test(key),
  );
  return Object.fromEntries(kept);
}

/** kubectl keeps the whole object in there once more. */
const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

function without(annotations: Labels, key: string): Labels {
  if (!(key in annotations)) {
    return annotations;
  }
  const { [key]: _dropped, ...rest } = annotations;
  return rest;
}
