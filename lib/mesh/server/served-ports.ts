import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { NamespaceWorkloads } from "@/lib/mesh/index/namespace-workloads";
import { targetPortOf } from "@/lib/mesh/index/service-backends";
import type { Pod, Service, ServicePort } from "@/lib/mesh/objects";

/** One way to reach a pod through a service. */
export interface ServedPort {
  readonly service: Service;
  readonly servicePort: ServicePort;
  /** Where the process listens. */
  readonly targetPort: number;
}

/**
 * TCP ports at which services reach this pod, by service and then in the service's order; policies know
 * no other protocol (semantics A4). A service without selector says nothing of its own: its EndpointSlices
 * name the port. Worked out once for a namespace, and again when one of its services, pods or slices changes.
 */
export function servedPorts(index: MeshIndex, pod: Pod): readonly ServedPort[] {
  const workloads = index.workloadIndex.workloads.get(pod.namespace);
  if (workloads === undefined) return NONE;
  const known = servedIn.get(workloads) ?? servedByPod(workloads);
  servedIn.set(workloads, known);
  return known.get(pod.name) ?? NONE;
}

const NONE: readonly ServedPort[] = [];

const servedIn = new WeakMap<
  NamespaceWorkloads,
  ReadonlyMap<string, readonly ServedPort[]>
>();

function servedByPod({
  entries,
}: NamespaceWorkloads): ReadonlyMap<string, readonly ServedPort[]> {
  const served = new Map<string, ServedPort[]>();
  for (const { service, backends } of entries.values()) {
    for (const backend of backends.pods) {
      for (const servicePort of service.ports) {
        if (servicePort.protocol !== "TCP") continue;
        const targetPort = targetPortOf(backend, servicePort);
        if (targetPort === null) continue;
        const entry = { service, servicePort, targetPort };
        const known = served.get(backend.pod.name);
        if (known) known.push(entry);
        else served.set(backend.pod.name, [entry]);
      }
    }
  }
  return served;
}
