import type { ObjectMeta } from "@/lib/mesh/objects";

/** Where a service of the made-up mesh stands. */
export interface Place {
  readonly order: number;
  readonly namespace: string;
  readonly name: string;
  /** Of the namespace. */
  readonly group: number;
}

/** The n-th service of a mesh. */
export function placeOf(order: number, perNamespace: number): Place {
  const group = Math.floor(order / perNamespace);
  return {
    order,
    group,
    namespace: `team-${String(group).padStart(4, "0")}`,
    name: `service-${order % perNamespace}`,
  };
}

export function metaOf(
  namespace: string,
  name: string,
  ageDays = 0,
): ObjectMeta {
  const createdAt = new Date(Date.UTC(2026, 0, 1) + ageDays * DAY_MS);
  return {
    namespace,
    name,
    uid: `${namespace}/${name}`,
    resourceVersion: "1",
    createdAt: createdAt.toISOString(),
    labels: {},
    annotations: {},
  };
}

const DAY_MS = 86_400_000;
