/**
 * Whether a JSON value holds, at any depth, an own key `__proto__`, `constructor` or `prototype`. Copying such an
 * object can lose the key, and a selector that lost its only label reads as one that selects everything.
 * What is nested or large beyond any Kubernetes object counts as unsafe, because it was not looked at to its end.
 */
export function hasUnsafeKey(value: unknown): boolean {
  let level: readonly unknown[] = [value];
  let seen = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    const next: unknown[] = [];
    for (const item of level) {
      if (typeof item !== "object" || item === null) {
        continue;
      }
      if (UNSAFE_KEYS.some((key) => Object.hasOwn(item, key))) {
        return true;
      }
      for (const inner of Object.values(item)) {
        next.push(inner);
      }
      seen += 1;
      if (seen > MAX_OBJECTS) {
        return true;
      }
    }
    if (depth > MAX_DEPTH) {
      return true;
    }
    level = next;
  }
  return false;
}

const UNSAFE_KEYS = ["__proto__", "constructor", "prototype"];
const MAX_DEPTH = 100;
const MAX_OBJECTS = 200_000;
