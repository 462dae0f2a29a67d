import type { StoredObject } from "@/lib/simulator/store";

type Texts = WeakMap<StoredObject, string>;

const byVersion = new Map<string, Texts>();
const listItems: Texts = new WeakMap();

/** An object as JSON in a served version, made once per object and version. */
export function serialise(object: StoredObject, apiVersion: string): string {
  const texts: Texts = byVersion.get(apiVersion) ?? new WeakMap();
  byVersion.set(apiVersion, texts);
  return cached(texts, object, () => {
    const { apiVersion: _stored, kind, ...rest } = object;
    return JSON.stringify({ kind, apiVersion, ...rest });
  });
}

/** As an item of a built-in kind's list, which leaves kind and apiVersion out. */
export function serialiseListItem(object: StoredObject): string {
  return cached(listItems, object, () => {
    const { apiVersion: _version, kind: _kind, ...rest } = object;
    return JSON.stringify(rest);
  });
}

function cached(
  texts: Texts,
  object: StoredObject,
  make: () => string,
): string {
  let text = texts.get(object);
  if (text === undefined) {
    text = make();
    texts.set(object, text);
  }
  return text;
}
