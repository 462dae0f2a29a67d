/**
 * The mesh as the topics see it: an index, and what is known beside it. Topics are handed the index
 * alone, because that is all that most of them ask for.
 */
import { sidecarNamespaces } from "@/lib/mesh/client/client-namespaces";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { serviceKey } from "@/lib/mesh/index/workload-index";
import type { MeshResolution } from "@/lib/mesh/resolution/mesh-resolution";
import { ALL_KNOWN, type KnownSources } from "./known-sources";

interface View {
  readonly resolution: MeshResolution | null;
  readonly known: KnownSources;
  /** The mesh that this index is a part of. */
  readonly whole: MeshIndex;
  /** null = all of them. */
  readonly namespace: string | null;
}

const views = new WeakMap<MeshIndex, View>();

/** An index of its own, so that what is remembered about it never outlives what was known then. */
export function meshInView(
  resolution: MeshResolution,
  known: KnownSources,
): MeshIndex {
  const whole = { ...resolution.index };
  views.set(whole, { resolution, known, whole, namespace: null });
  return whole;
}

/** Without a view everything counts as read. */
export function knownSources(index: MeshIndex): KnownSources {
  return views.get(index)?.known ?? ALL_KNOWN;
}

/** null = nobody resolved this mesh before. */
export function resolutionOf(index: MeshIndex): MeshResolution | null {
  return views.get(index)?.resolution ?? null;
}

/** Namespaces whose clients can be told anything, by name. */
export function clientNamespaces(index: MeshIndex): ReadonlySet<string> {
  return resolutionOf(index)?.sidecarNamespaces ?? sidecarNamespaces(index);
}

export function wholeMesh(index: MeshIndex): MeshIndex {
  return views.get(index)?.whole ?? index;
}

/** Namespaces with pods whose findings are looked for. */
export function namespacesInView(index: MeshIndex): string[] {
  const namespace = views.get(index)?.namespace ?? null;
  return namespace === null ? [...index.podsByNamespace.keys()] : [namespace];
}

/**
 * One namespace of a mesh: lists of services, pods and policies are its own, while every other look-up
 * still answers for the whole mesh.
 */
export function partOfMesh(index: MeshIndex, namespace: string): MeshIndex {
  const { inventory, peerAuthentications } = index;
  const own = index.namespaces.get(namespace);
  const services = index.workloadIndex.workloads.get(namespace)?.services ?? [];
  const level = peerAuthentications.namespaces.get(namespace);
  const part: MeshIndex = {
    ...index,
    services: new Map(
      services.map((service) => [serviceKey(service), service]),
    ),
    inventory: {
      ...inventory,
      namespaces: own === undefined ? [] : [own],
      pods: index.podsByNamespace.get(namespace) ?? [],
      peerAuthentications: peerAuthentications.byNamespace.get(namespace) ?? [],
    },
    peerAuthentications: {
      ...peerAuthentications,
      namespaces: new Map(level === undefined ? [] : [[namespace, level]]),
    },
  };
  views.set(part, {
    resolution: resolutionOf(index),
    known: knownSources(index),
    whole: wholeMesh(index),
    namespace,
  });
  return part;
}
