import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { NamespaceWorkloads } from "@/lib/mesh/index/namespace-workloads";

/**
 * Names ("ns/name") of the services that select pods of a workload ("ns/name"), which are in its own namespace.
 * Telemetry names workloads, not pods.
 */
export function servicesByWorkload(
  index: MeshIndex,
): (workload: string) => ReadonlySet<string> {
  const { workloads } = index.workloadIndex;
  return (workload) => {
    const namespace = workloads.get(workload.slice(0, workload.indexOf("/")));
    return (namespace && namesIn(namespace).get(workload)) ?? NONE;
  };
}

const NONE: ReadonlySet<string> = new Set();

/** A namespace is the same object while nothing in it changes. */
const known = new WeakMap<
  NamespaceWorkloads,
  ReadonlyMap<string, ReadonlySet<string>>
>();

function namesIn(
  namespace: NamespaceWorkloads,
): ReadonlyMap<string, ReadonlySet<string>> {
  const before = known.get(namespace);
  if (before) return before;
  const byWorkload = new Map<string, Set<string>>();
  for (const { service, pods } of namespace.entries.values()) {
    for (const { workload } of pods) {
      const key = `${workload.namespace}/${workload.name}`;
      const names = byWorkload.get(key) ?? new Set();
      names.add(`${service.namespace}/${service.name}`);
      byWorkload.set(key, names);
    }
  }
  known.set(namespace, byWorkload);
  return byWorkload;
}
