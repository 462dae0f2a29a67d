/**
 * Joins telemetry to services. Telemetry is grouped by destination *workload*, because calls to a
 * port that no Service declares, or to a pod IP, carry no service name of use (semantics D2), yet
 * STRICT would refuse them all the same.
 */
import { groupBy } from "@/lib/mesh/group-by";
import type { Service } from "@/lib/mesh/objects";
import type { Telemetry, TrafficEdge } from "./traffic";

export interface TrafficIndex {
  /** Edges that reach this service's workloads. Calls made through another service of the same workload are left out. */
  edgesOf(service: Service, workloads: readonly WorkloadKey[]): TrafficEdge[];
  /** Every edge to these workloads, through whichever service: locking a service locks its pods for all of them. */
  edgesTo(workloads: readonly WorkloadKey[]): TrafficEdge[];
  /** Edges to workloads that are gone by now, by the service ("ns/name") under whose name they were called. */
  readonly orphans: ReadonlyMap<string, readonly TrafficEdge[]>;
}

export interface WorkloadKey {
  readonly namespace: string;
  readonly name: string;
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
  const byWorkload = edgesByWorkload(telemetry);
  const orphaned = [...byWorkload].flatMap(([workload, edges]) =>
    servicesOfWorkload(workload).size === 0 ? edges : [],
  );
  const orphans = groupBy(
    orphaned,
    ({ destination: { serviceNamespace, serviceName } }) =>
      `${serviceNamespace}/${serviceName}`,
  );
  const edgesTo = (workloads: readonly WorkloadKey[]) =>
    workloads.flatMap(({ namespace, name }) =>
      withoutSecondLegs(
        byWorkload.get(`${namespace}/${name}`) ?? [],
        isWaypoint,
      ),
    );
  return {
    edgesTo,
    orphans,
    edgesOf(service, workloads) {
      const own = `${service.namespace}/${service.name}`;
      const reached = edgesTo(workloads).filter((edge) => {
        const { serviceNamespace, serviceName, workloadNamespace, workload } =
          edge.destination;
        const named = `${serviceNamespace}/${serviceName}`;
        const siblings = servicesOfWorkload(`${workloadNamespace}/${workload}`);
        return named === own || !siblings.has(named);
      });
      return [...reached, ...(orphans.get(own) ?? [])];
    },
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

/** One reading is joined to many inventories: they change more often than it is read. */
const known = new WeakMap<Telemetry, ReadonlyMap<string, TrafficEdge[]>>();

function edgesByWorkload(
  telemetry: Telemetry,
): ReadonlyMap<string, TrafficEdge[]> {
  const before = known.get(telemetry);
  if (before) return before;
  const byWorkload = groupBy(
    telemetry.edges,
    ({ destination: { workloadNamespace, workload } }) =>
      `${workloadNamespace}/${workload}`,
  );
  known.set(telemetry, byWorkload);
  return byWorkload;
}
