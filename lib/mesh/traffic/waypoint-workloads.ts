import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { Pod } from "@/lib/mesh/objects";
import { isWaypoint } from "@/lib/mesh/server/proxy";

/** Whether a workload ("ns/name") is a waypoint now. */
export function isWaypointWorkload(
  index: MeshIndex,
): (workload: string) => boolean {
  return (workload) => {
    const slash = workload.indexOf("/");
    const pods = index.podsByNamespace.get(workload.slice(0, slash));
    return pods !== undefined && namesIn(pods).has(workload.slice(slash + 1));
  };
}

/** Whether both know the same workloads as waypoints. */
export function sameWaypoints(a: MeshIndex, b: MeshIndex): boolean {
  const namespaces = new Set([
    ...a.podsByNamespace.keys(),
    ...b.podsByNamespace.keys(),
  ]);
  return [...namespaces].every((namespace) => {
    const before = a.podsByNamespace.get(namespace) ?? NO_PODS;
    const now = b.podsByNamespace.get(namespace) ?? NO_PODS;
    if (before === now) return true;
    const names = namesIn(now);
    const known = namesIn(before);
    return (
      names.size === known.size && [...names].every((name) => known.has(name))
    );
  });
}

const NO_PODS: readonly Pod[] = [];

/** Pods of a namespace stay the same list while none of them changes. */
const known = new WeakMap<readonly Pod[], ReadonlySet<string>>();

function namesIn(pods: readonly Pod[]): ReadonlySet<string> {
  const before = known.get(pods);
  if (before) return before;
  const names = new Set(
    pods.filter(isWaypoint).map(({ workload }) => workload.name),
  );
  known.set(pods, names);
  return names;
}
