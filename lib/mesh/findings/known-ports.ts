import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { Pod } from "@/lib/mesh/objects";
import { isExcludedInboundPort } from "@/lib/mesh/server/proxy";
import { servedPorts } from "@/lib/mesh/server/served-ports";

/** Ports on which a pod is known to listen, ascending. It may listen on others too: nothing has to be declared. */
export function knownPorts(index: MeshIndex, pod: Pod): readonly number[] {
  const ports = new Set(pod.containerPorts.map(({ port }) => port));
  for (const { targetPort } of servedPorts(index, pod)) ports.add(targetPort);
  return [...ports].sort((a, b) => a - b);
}

/** The sidecar's own ports, which no annotation decides about (semantics A3). */
export function isProxyPort(pod: Pod, port: number): boolean {
  return isExcludedInboundPort({ ...pod, annotations: {} }, port);
}
