/**
 * Joins telemetry to services. Telemetry is grouped by destination *workload*, because calls to a
 * port that no Service declares, or to a pod IP, carry no service name of use (semantics D2), yet
 * STRICT would refuse them all the same.
 */
import type { Service } from "@/lib/mesh/objects";
import { joinByDestination, type WorkloadKey } from "./destination-join";
import type { RefusedCalls, Telemetry, TrafficEdge } from "./traffic";

export interface TrafficIndex {
  /** Edges that reach this service's workloads. Calls made through another service of the same workload are left out. */
  edgesOf(service: Service, workloads: readonly WorkloadKey[]): TrafficEdge[];
  /** Every edge to these workloads, through whichever service: locking a service locks its pods for all of them. */
  edgesTo(workloads: readonly WorkloadKey[]): TrafficEdge[];
  /** Calls to this service that nobody let in, by the same rules as its edges. */
  refusedOf(
    service: Service,
    workloads: readonly WorkloadKey[],
  ): RefusedCalls[];
  /** Edges to workloads that are gone by now, by the service ("ns/name") under whose name they were called. */
  readonly orphans: ReadonlyMap<string, readonly TrafficEdge[]>;
  /** The same of what nobody let in; clients that saw no workload at all are here too. */
  readonly refusedOrphans: ReadonlyMap<string, readonly RefusedCalls[]>;
}

/**
 * @param servicesOfWorkload names ("ns/name") of the services that select a workload ("ns/name")
 * @param isWaypoint whether a workload ("ns/name") is one, which calls on behalf of others
 */
export function indexTraffic(
  telemetry: Telemetry,
  servicesOfWorkload: (workload: string) => ReadonlySet<string>,
  isWaypoint: (workload: string) => boolean = () => false,
): TrafficIndex {
  const edges = joinByDestination(
    telemetry.edges,
    servicesOfWorkload,
    (reaching) => withoutSecondLegs(reaching, isWaypoint),
  );
  const refused = joinByDestination(telemetry.refused, servicesOfWorkload);
  return {
    edgesOf: edges.of,
    edgesTo: edges.to,
    refusedOf: refused.of,
    orphans: edges.orphans,
    refusedOrphans: refused.orphans,
  };
}

/**
 * A call through a waypoint is told twice: by the waypoint, which names the caller, and by the server's
 * own proxy, to which the waypoint called (semantics A6). Where the waypoint is heard the second is left
 * out, unless it was not mutual TLS, which STRICT would refuse.
 */
function withoutSecondLegs(
  edges: readonly TrafficEdge[],
  isWaypoint: (workload: string) => boolean,
): readonly TrafficEdge[] {
  if (!edges.some(({ reporter }) => reporter === "waypoint")) return edges;
  return edges.filter(
    ({ reporter, security, source: { namespace, workload } }) =>
      reporter === "waypoint" ||
      security !== "mutual_tls" ||
      namespace === null ||
      workload === null ||
      !isWaypoint(`${namespace}/${workload}`),
  );
}
