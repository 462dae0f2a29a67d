import type { StoredObject } from "@/lib/simulator/store";

/** Reads each object once: stored objects never change. */
export function kept<T>(
  read: (object: StoredObject) => T,
): (object: StoredObject) => T {
  const views = new WeakMap<StoredObject, { readonly view: T }>();
  return (object) => {
    let known = views.get(object);
    if (known === undefined) {
      known = { view: read(object) };
      views.set(object, known);
    }
    return known.view;
  };
}
