import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { Service } from "@/lib/mesh/objects";
import { proxyShape } from "@/lib/mesh/server/proxy";
import type { PlaintextReason } from "./why-plaintext";

/**
 * Calls from a node to ports that its kubelet probes by itself, because injection did not write the probes
 * anew (semantics E10). Others on the node's network may be among them. Pods of ambient are not meant: there
 * the kubelet comes from an address of its own (semantics A6).
 * @param services those that may have been called
 * @returns null where not every called port is one that is probed on a pod of this node
 */
export function kubeletProbe(
  index: MeshIndex,
  node: string,
  services: readonly Service[],
  calledPorts: readonly number[],
): PlaintextReason | null {
  const probed = services
    .flatMap((service) => index.podsOf(service))
    .filter((pod) => pod.nodeName === node && proxyShape(pod) === "sidecar")
    .flatMap(({ workload, probes }) =>
      (probes ?? []).map(({ port }) => ({ workload, port })),
    );
  const found = calledPorts.map((called) =>
    probed.find(({ port }) => port === called),
  );
  const [first] = found;
  return first === undefined || found.includes(undefined)
    ? null
    : { cause: "kubelet-probe", object: first.workload };
}
