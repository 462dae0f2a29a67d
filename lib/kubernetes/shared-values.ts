import { isRecord } from "./record";

/**
 * Thousands of objects say the same: the pods of one workload have the same labels, those of one node the same node
 * name. What is equal is kept once. Values are never changed after they were made, so nobody can tell the difference.
 */

/**
 * Returns the value before wherever the next one is equal to it. Lists come in the order of names, so that the pods of
 * one workload are neighbours; for JSON values only.
 */
export function likeTheLast<T>(): (value: T) => T {
  let last: T | undefined;
  return (value) => {
    if (last === undefined || !isAlike(last, value)) last = value;
    return last;
  };
}

/** One of each text. It forgets all of them when there are too many to be worth keeping. */
export function oneOfEach(most: number): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const first = known.get(text);
    if (first !== undefined) return first;
    if (known.size >= most) known.clear();
    known.set(text, text);
    return text;
  };
}

function isAlike(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) {
    return (
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((value, at) => isAlike(value, b[at]))
    );
  }
  if (!isRecord(a) || !isRecord(b)) return false;
  let more = 0;
  // Lists of keys would be made anew for every object.
  for (const key in b) more += Object.hasOwn(b, key) ? 1 : 0;
  for (const key in a) {
    if (!Object.hasOwn(b, key) || !isAlike(a[key], b[key])) return false;
    more -= 1;
  }
  return more === 0;
}
