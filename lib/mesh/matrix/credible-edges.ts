import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { Believes } from "@/lib/mesh/traffic/telling";
import type { TrafficEdge } from "@/lib/mesh/traffic/traffic";

/**
 * Any pod can expose series in the name of another workload. Whether mutual TLS arrived only those may say who
 * were there: pods of the called workload's own namespace, by the namespace that the scrape itself wrote; ztunnels,
 * of the root namespace; and waypoints of namespaces that the called one says it uses (semantics A6, D1). Rows of
 * scrapes that write no namespace are taken as they come, for nothing tells them apart.
 *
 * Plaintext is believed whoever says it: a false alarm costs a look, and a caller that is kept silent an outage.
 */
export function credibility(index: MeshIndex): Believes {
  const usesWaypointsOf = waypointUses(index);
  return ({ security, reporter, scrapedIn, calledNamespace }) =>
    security !== "mutual_tls" ||
    scrapedIn.every(
      (namespace) =>
        namespace === calledNamespace ||
        namespace === index.meshConfig.rootNamespace ||
        (reporter === "waypoint" &&
          usesWaypointsOf(calledNamespace, namespace)),
    );
}

/** Those of the edges that may be believed. */
export function credibleEdges(
  edges: readonly TrafficEdge[],
  index: MeshIndex,
): readonly TrafficEdge[] {
  const believes = credibility(index);
  return edges.filter(({ security, reporter, scrapedIn = [], destination }) =>
    believes({
      security,
      reporter,
      scrapedIn,
      calledNamespace: destination.workloadNamespace,
    }),
  );
}

/** Whether the called namespace uses the waypoints of the same namespaces in both: what others told of it is worth as much. */
export function sameWaypointUses(
  a: MeshIndex,
  b: MeshIndex,
  called: string,
): boolean {
  const before = usedBy(a, called);
  const now = usedBy(b, called);
  return before.size === now.size && [...now].every((use) => before.has(use));
}

/** Its namespace, a service or a pod of it may say so; nobody outside of it can. */
function waypointUses(index: MeshIndex) {
  const known = new Map<string, ReadonlySet<string>>();
  return (called: string, waypoints: string): boolean => {
    const uses = known.get(called) ?? usedBy(index, called);
    known.set(called, uses);
    return uses.has(waypoints);
  };
}

function usedBy(index: MeshIndex, namespace: string): ReadonlySet<string> {
  const own = [
    index.namespaces.get(namespace),
    ...(index.workloadIndex.servicesByNamespace.get(namespace) ?? []),
    ...(index.podsByNamespace.get(namespace) ?? []),
  ];
  return new Set(
    own.flatMap((object) => object?.labels[WAYPOINT_NAMESPACE] ?? []),
  );
}

const WAYPOINT_NAMESPACE = "istio.io/use-waypoint-namespace";
