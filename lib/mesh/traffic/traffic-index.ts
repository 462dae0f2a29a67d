/**
 * Joins telemetry to services. Telemetry is grouped by destination *workload*, because calls to a
 * port that no Service declares, or to a pod IP, carry no service name of use (semantics D2), yet
 * STRICT would refuse them all the same.
 */
import type { Service } from "@/lib/mesh/objects";
import type { Telemetry, TrafficEdge } from "./traffic";

export interface TrafficIndex {
  /** Edges that reach this service's workloads. Calls made through another service of the same workload are left out. */
  edgesOf(service: Service, workloads: readonly WorkloadKey[]): TrafficEdge[];
  /** Every edge to these workloads, through whichever service: locking a service locks its pods for all of them. */
  edgesTo(workloads: readonly WorkloadKey[]): TrafficEdge[];
}

export interface WorkloadKey {
  readonly namespace: string;
  readonly name: string;
}

/**
 * @param servicesOfWorkload names ("ns/name") of the services that select a workload ("ns/name")
 */
export function indexTraffic(
  telemetry: Telemetry,
  servicesOfWorkload: (workload: string) => ReadonlySet<string>,
): TrafficIndex {
  const byWorkload = new Map<string, TrafficEdge[]>();
  const byOrphanedService = new Map<string, TrafficEdge[]>();
  for (const edge of telemetry.edges) {
    const { workloadNamespace, workload, serviceNamespace, serviceName } =
      edge.destination;
    push(byWorkload, `${workloadNamespace}/${workload}`, edge);
    // Pods of a workload that is gone by now still called under the service's name.
    if (servicesOfWorkload(`${workloadNamespace}/${workload}`).size === 0) {
      push(byOrphanedService, `${serviceNamespace}/${serviceName}`, edge);
    }
  }
  const edgesTo = (workloads: readonly WorkloadKey[]) =>
    workloads.flatMap(
      ({ namespace, name }) => byWorkload.get(`${namespace}/${name}`) ?? [],
    );
  return {
    edgesTo,
    edgesOf(service, workloads) {
      const own = `${service.namespace}/${service.name}`;
      const reached = edgesTo(workloads).filter((edge) => {
        const { serviceNamespace, serviceName, workloadNamespace, workload } =
          edge.destination;
        const named = `${serviceNamespace}/${serviceName}`;
        const siblings = servicesOfWorkload(`${workloadNamespace}/${workload}`);
        return named === own || !siblings.has(named);
      });
      return [...reached, ...(byOrphanedService.get(own) ?? [])];
    },
  };
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
