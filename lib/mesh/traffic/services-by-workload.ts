import type { MeshIndex } from "@/lib/mesh/index/mesh-index";

/** Names ("ns/name") of the services that select pods of a workload ("ns/name"). Telemetry names workloads, not pods. */
export function servicesByWorkload(
  index: MeshIndex,
): (workload: string) => ReadonlySet<string> {
  const byWorkload = new Map<string, Set<string>>();
  for (const service of index.inventory.services) {
    for (const pod of index.podsOf(service)) {
      const key = `${pod.workload.namespace}/${pod.workload.name}`;
      const names = byWorkload.get(key) ?? new Set();
      names.add(`${service.namespace}/${service.name}`);
      byWorkload.set(key, names);
    }
  }
  const none: ReadonlySet<string> = new Set();
  return (workload) => byWorkload.get(workload) ?? none;
}
