import type { StoredObject } from "@/lib/simulator/store";

const cache = new WeakMap<StoredObject, Map<string, string>>();

/** An object as JSON in a served version, made once per object and version. */
export function serialise(object: StoredObject, apiVersion: string): string {
  return cached(object, apiVersion, () => {
    const { apiVersion: _stored, kind, ...rest } = object;
    return JSON.stringify({ kind, apiVersion, ...rest });
  });
}

/** As an item of a built-in kind's list, which leaves kind and apiVersion out. */
export function serialiseListItem(object: StoredObject): string {
  return cached(object, "", () => {
    const { apiVersion: _version, kind: _kind, ...rest } = object;
    return JSON.stringify(rest);
  });
}

function cached(
  object: StoredObject,
  form: string,
  make: () => string,
): string {
  const forms = cache.get(object) ?? new Map<string, string>();
  cache.set(object, forms);
  const known = forms.get(form);
  if (known !== undefined) {
    return known;
  }
  const made = make();
  forms.set(form, made);
  return made;
}
