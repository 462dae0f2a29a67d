import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { servicesByWorkload } from "@/lib/mesh/traffic/services-by-workload";
import type { Telemetry } from "@/lib/mesh/traffic/traffic";
import {
  indexTraffic,
  type TrafficIndex,
} from "@/lib/mesh/traffic/traffic-index";
import { isWaypointWorkload } from "@/lib/mesh/traffic/waypoint-workloads";
import { credibleEdges } from "./credible-edges";

/** The traffic of a matrix, and what it was made of. */
export interface KnownTraffic {
  readonly telemetry: Telemetry | null;
  readonly traffic: TrafficIndex | null;
  readonly resolution: { readonly index: MeshIndex };
}

/**
 * What may be believed of a reading, arranged for look-ups.
 *
 * @param before taken over where neither the reading nor anything that calls go to has changed: most changes are of
 *   policies, and those say nothing about traffic
 */
export function credibleTraffic(
  telemetry: Telemetry | null,
  index: MeshIndex,
  before: KnownTraffic | null,
): TrafficIndex | null {
  if (telemetry === null) return null;
  const isKnown =
    before?.telemetry === telemetry &&
    sameDestinations(before.resolution.index, index);
  if (isKnown) return before.traffic;
  return indexTraffic(
    { ...telemetry, edges: credibleEdges(telemetry.edges, index) },
    servicesByWorkload(index),
    isWaypointWorkload(index),
  );
}

function sameDestinations(a: MeshIndex, b: MeshIndex): boolean {
  const before = a.workloadIndex.workloads;
  const now = b.workloadIndex.workloads;
  return (
    a.inventory.namespaces === b.inventory.namespaces &&
    a.inventory.services === b.inventory.services &&
    a.inventory.pods === b.inventory.pods &&
    a.meshConfig.rootNamespace === b.meshConfig.rootNamespace &&
    before.size === now.size &&
    [...before].every(([namespace, its]) => now.get(namespace) === its)
  );
}
