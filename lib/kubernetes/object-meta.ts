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
    namespace: metadata.namespace,
    name: metadata.name,
    uid: metadata.uid,
    resourceVersion: metadata.resourceVersion,
    createdAt: metadata.creationTimestamp,
    labels: metadata.labels,
    annotations: istioAnnotations(metadata.annotations),
  };
}

export function istioAnnotations(annotations: Labels): Labels {
  return keptAnnotations(annotations, ISTIO);
}

/** Of pods also what tells Prometheus to scrape them. */
export function podAnnotations(annotations: Labels): Labels {
  return keptAnnotations(annotations, ISTIO_AND_SCRAPING);
}

/** Of namespaces also what their owners ask of a verdict. */
export function namespaceAnnotations(annotations: Labels): Labels {
  return keptAnnotations(annotations, ISTIO_AND_CRITERIA);
}

const ISTIO = /(^|\.)istio\.io\//;
const ISTIO_AND_SCRAPING = /(^|\.)istio\.io\/|^prometheus\.io\/(scrape|port)$/;
const ISTIO_AND_CRITERIA = /(^|\.)istio\.io\/|^lockstep\.dev\/criteria-/;

function keptAnnotations(annotations: Labels, wanted: RegExp): Labels {
  const kept = Object.entries(annotations).filter(([key]) => wanted.test(key));
  return kept.length === 0 ? NONE : Object.fromEntries(kept);
}

const NONE: Labels = {};

/** kubectl keeps the whole object in there once more. */
const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

function without(annotations: Labels, key: string): Labels {
  if (!(key in annotations)) {
    return annotations;
  }
  const { [key]: _dropped, ...rest } = annotations;
  return rest;
}
