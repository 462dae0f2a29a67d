import type { MeshIndex } from "@/lib/mesh/index/mesh-index";

/** The same answer for the same index: several topics look at the mesh from one angle, and an index never changes. */
export function oncePerIndex<T>(
  make: (index: MeshIndex) => T,
): (index: MeshIndex) => T {
  const made = new WeakMap<MeshIndex, { readonly value: T }>();
  return (index) => {
    const known = made.get(index) ?? { value: make(index) };
    made.set(index, known);
    return known.value;
  };
}
