import { compareText } from "@/lib/mesh/age-order";
import { groupBy } from "@/lib/mesh/group-by";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { refKey, serviceRef } from "@/lib/mesh/object-ref";
import type { ObjectRef, Pod, Service } from "@/lib/mesh/objects";
import { oncePerIndex } from "./once-per-index";

/** Services that stand before some of these pods, by name. */
export function servicesOfPods(
  index: MeshIndex,
  pods: Iterable<Pod>,
): readonly ObjectRef[] {
  const services = new Set<Service>();
  for (const pod of pods) {
    for (const service of index.servicesOf(pod)) services.add(service);
  }
  return distinctRefs([...services].map(serviceRef));
}

export function servicesOfNamespace(
  index: MeshIndex,
  namespace: string,
): readonly ObjectRef[] {
  return refsByNamespace(index).get(namespace) ?? [];
}

export const allServices = oncePerIndex((index): readonly ObjectRef[] =>
  distinctRefs([...index.services.values()].map(serviceRef)),
);

/** Without repeats, by namespace, name and kind. */
export function distinctRefs(refs: Iterable<ObjectRef>): readonly ObjectRef[] {
  const byKey = new Map<string, ObjectRef>();
  for (const ref of refs) byKey.set(refKey(ref), ref);
  return [...byKey.values()].sort(
    (a, b) =>
      compareText(a.namespace, b.namespace) ||
      compareText(a.name, b.name) ||
      compareText(a.kind, b.kind),
  );
}

const refsByNamespace = oncePerIndex((index) =>
  groupBy(allServices(index), ({ namespace }) => namespace),
);
