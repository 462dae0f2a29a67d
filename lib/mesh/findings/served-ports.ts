import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { targetPortOf } from "@/lib/mesh/index/service-backends";
import type { Pod, Service, ServicePort } from "@/lib/mesh/objects";
import { isExcludedInboundPort } from "@/lib/mesh/server/proxy";
import { oncePerIndex } from "./once-per-index";

/** One way to reach a pod through a service. */
export interface ServedPort {
  readonly service: Service;
  readonly servicePort: ServicePort;
  /** Where the process listens. */
  readonly targetPort: number;
}

/** TCP ports at which services reach this pod; policies know no other protocol (semantics A4). */
export function servedPorts(index: MeshIndex, pod: Pod): readonly ServedPort[] {
  return byPod(index).get(pod) ?? [];
}

/** Ports on which a pod is known to listen, ascending. It may listen on others too: nothing has to be declared. */
export function knownPorts(index: MeshIndex, pod: Pod): readonly number[] {
  const ports: number[] = [];
  for (const { port } of pod.containerPorts) {
    if (!ports.includes(port)) ports.push(port);
  }
  for (const { targetPort } of servedPorts(index, pod)) {
    if (!ports.includes(targetPort)) ports.push(targetPort);
  }
  return ports.sort((a, b) => a - b);
}

/** The sidecar's own ports, which no annotation decides about (semantics A3). */
export function isProxyPort(pod: Pod, port: number): boolean {
  return isExcludedInboundPort({ ...pod, annotations: {} }, port);
}

const byPod = oncePerIndex((index): ReadonlyMap<Pod, ServedPort[]> => {
  const served = new Map<Pod, ServedPort[]>();
  for (const service of index.services.values()) {
    for (const backend of index.backendsOf(service).pods) {
      for (const servicePort of service.ports) {
        if (servicePort.protocol !== "TCP") continue;
        const targetPort = targetPortOf(backend, servicePort);
        if (targetPort === null) continue;
        const entry = { service, servicePort, targetPort };
        const known = served.get(backend.pod);
        if (known) known.push(entry);
        else served.set(backend.pod, [entry]);
      }
    }
  }
  return served;
});
