import { destinationRuleCandidates } from "@/lib/mesh/index/destination-rule";
import { serviceHost } from "@/lib/mesh/index/host";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { Service } from "@/lib/mesh/objects";
import { acceptsHbone, promisesHboneInVain } from "@/lib/mesh/server/proxy";
import { resolveService } from "@/lib/mesh/server/service-mode";
import { clientLabels } from "./client-namespaces";
import { resolveClientTls } from "./client-tls";
import { type CallOutcome, callOutcome } from "./outcome";

/**
 * How each call ends that a sidecar of one namespace can make to a service: to every port and endpoint,
 * by every set of labels that a rule there picks clients by. HBONE is used only where sidecars are known
 * to send it. Keys name the call, and are the same for another index of the same mesh.
 */
export function endpointOutcomes(
  index: MeshIndex,
  service: Service,
  namespace: string,
): ReadonlyMap<string, CallOutcome> {
  const { clusterDomain, sidecarsSendHbone } = index.meshConfig;
  const candidates = destinationRuleCandidates(
    index.destinationRules,
    namespace,
    serviceHost(service, clusterDomain),
    service.namespace,
  );
  const outcomes = new Map<string, CallOutcome>();
  const { ports } = resolveService(index, service);
  for (const labels of clientLabels(candidates, namespace)) {
    const client = { namespace, labels };
    for (const { servicePort, pods } of ports) {
      if (servicePort.protocol !== "TCP") continue;
      const tls = resolveClientTls(index, client, service, servicePort);
      for (const { pod, targetPort, mode, enforcement } of pods) {
        const outcome = callOutcome(
          {
            proxy: "sidecar",
            sends: tls.toEndpoint(pod, targetPort),
            sendsHbone: sidecarsSendHbone === true,
          },
          {
            enforcement,
            mode,
            appProtocol: servicePort.appProtocol,
            acceptsHbone: acceptsHbone(pod),
            promisesHboneInVain: promisesHboneInVain(pod),
          },
        );
        const call = [servicePort.port, targetPort, podKey(pod)];
        outcomes.set(`${call.join()} ${JSON.stringify(labels)}`, outcome);
      }
    }
  }
  return outcomes;
}

function podKey({ namespace, name }: { namespace: string; name: string }) {
  return `${namespace}/${name}`;
}
