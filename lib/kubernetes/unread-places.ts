/** An object without a readable name may belong anywhere. */
const ANYWHERE = "";

/** The namespaces of objects that cannot be read, by their keys ("namespace/name", or a name alone). */
export function placesOf(keys: Iterable<string>): ReadonlySet<string> {
  return new Set(
    [...keys].map((key) =>
      key.includes("/") ? key.slice(0, key.indexOf("/")) : ANYWHERE,
    ),
  );
}

/** @param namespace null = of a kind that has none, where each object concerns all */
export function isConcerned(
  namespace: string | null,
  places: ReadonlySet<string>,
): boolean {
  if (namespace === null) return places.size > 0;
  return places.has(namespace) || places.has(ANYWHERE);
}
