import { compareText } from "@/lib/mesh/age-order";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { refKey, serviceRef } from "@/lib/mesh/object-ref";
import type { ObjectRef, Pod, Service } from "@/lib/mesh/objects";

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
  const inside = index.workloadIndex.workloads.get(namespace)?.services ?? [];
  return distinctRefs(inside.map(serviceRef));
}

export function allServices(index: MeshIndex): readonly ObjectRef[] {
  const known =
    refs.get(index.services) ??
    distinctRefs([...index.services.values()].map(serviceRef));
  refs.set(index.services, known);
  return known;
}

/** By the list of the index, which stays the same while no service changes. */
const refs = new WeakMap<MeshIndex["services"], readonly ObjectRef[]>();

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
