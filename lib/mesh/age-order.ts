import type { ObjectMeta } from "./objects";

/**
 * The order in which Istio lets objects of one kind compete: oldest first, ties by name, then namespace.
 * An object without a timestamp sorts before all others. Source: istio pilot/pkg/model, sortConfigByCreationTime.
 */
export function compareByAge(a: ObjectMeta, b: ObjectMeta): number {
  return (
    createdAtS(a) - createdAtS(b) ||
    compareText(a.name, b.name) ||
    compareText(a.namespace, b.namespace)
  );
}

/** A new list, oldest first. */
export function oldestFirst<T extends ObjectMeta>(items: readonly T[]): T[] {
  return [...items].sort(compareByAge);
}

/** Byte order as Go compares strings; locale rules would make the winner depend on the machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function createdAtS(meta: ObjectMeta): number {
  if (meta.createdAt === null) return 0;
  const ms = Date.parse(meta.createdAt);
  return Number.isNaN(ms) ? 0 : Math.floor(ms / 1000);
}
