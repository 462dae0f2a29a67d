import { groupBy } from "@/lib/mesh/group-by";
import type { Service } from "@/lib/mesh/objects";
import type { TrafficEdge } from "./traffic";

/** Anything that telemetry says of calls to one workload. */
export interface Destined {
  readonly destination: TrafficEdge["destination"];
}

export interface WorkloadKey {
  readonly namespace: string;
  readonly name: string;
}

/** What was counted by destination, joined to services. */
export interface DestinationJoin<T extends Destined> {
  /** What reaches this service's workloads. Calls made through another service of the same workload are left out. */
  of(service: Service, workloads: readonly WorkloadKey[]): T[];
  /** Everything to these workloads, through whichever service. */
  to(workloads: readonly WorkloadKey[]): T[];
  /**
   * To workloads that nothing is known of, by the service ("ns/name") under whose name they were called: those
   * that are gone by now, and those that a client had no name for.
   */
  readonly orphans: ReadonlyMap<string, readonly T[]>;
}

/**
 * @param servicesOfWorkload names ("ns/name") of the services that select a workload ("ns/name")
 * @param view what is left of all that reached one workload
 */
export function joinByDestination<T extends Destined>(
  items: readonly T[],
  servicesOfWorkload: (workload: string) => ReadonlySet<string>,
  view: (items: readonly T[]) => readonly T[] = (all) => all,
): DestinationJoin<T> {
  const byWorkload = groupedByWorkload(items);
  const orphans = groupBy(
    [...byWorkload].flatMap(([workload, list]) =>
      servicesOfWorkload(workload).size === 0 ? list : [],
    ),
    ({ destination: { serviceNamespace, serviceName } }) =>
      `${serviceNamespace}/${serviceName}`,
  );
  const to = (workloads: readonly WorkloadKey[]) =>
    workloads.flatMap(({ namespace, name }) =>
      view(byWorkload.get(`${namespace}/${name}`) ?? []),
    );
  return {
    to,
    orphans,
    of(service, workloads) {
      const own = `${service.namespace}/${service.name}`;
      const reached = to(workloads).filter(({ destination }) => {
        const { serviceNamespace, serviceName, workloadNamespace, workload } =
          destination;
        const named = `${serviceNamespace}/${serviceName}`;
        const siblings = servicesOfWorkload(`${workloadNamespace}/${workload}`);
        return named === own || !siblings.has(named);
      });
      return [...reached, ...(orphans.get(own) ?? [])];
    },
  };
}

/** One reading is joined to many inventories: they change more often than it is read. */
const known = new WeakMap<
  readonly Destined[],
  ReadonlyMap<string, readonly Destined[]>
>();

function groupedByWorkload<T extends Destined>(
  items: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const before = known.get(items);
  // Only what was grouped of this very list is found under it.
  if (before) return before as ReadonlyMap<string, readonly T[]>;
  const byWorkload = groupBy(
    items,
    ({ destination: { workloadNamespace, workload } }) =>
      `${workloadNamespace}/${workload}`,
  );
  known.set(items, byWorkload);
  return byWorkload;
}
