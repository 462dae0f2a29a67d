import type { Flow } from "./flow";

/** Indexes of the flows that come from or go to a namespace: only these a change in it can reach. */
export function flowsByNamespace(
  flows: readonly Flow[],
): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  flows.forEach(({ from, to }, index) => {
    const ends = new Set([to.namespace]);
    if ("namespace" in from) ends.add(from.namespace);
    for (const namespace of ends) {
      const indexes = found.get(namespace);
      if (indexes === undefined) {
        found.set(namespace, [index]);
      } else {
        indexes.push(index);
      }
    }
  });
  return found;
}
