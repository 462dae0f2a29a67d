import type { Readability } from "./readability";

/** Whether both can read the same of these namespaces. */
export function sameReadability(
  a: Readability,
  b: Readability,
  namespaces: Iterable<string>,
): boolean {
  if (a === b) return true;
  if (a.meshConfig !== b.meshConfig) return false;
  for (const namespace of namespaces) {
    const isSame =
      a.policies(namespace) === b.policies(namespace) &&
      a.destinationRules(namespace) === b.destinationRules(namespace) &&
      a.pods(namespace) === b.pods(namespace);
    if (!isSame) return false;
  }
  return true;
}
