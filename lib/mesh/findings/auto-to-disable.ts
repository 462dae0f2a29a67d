import { clientTlsUnder } from "@/lib/mesh/client/client-tls";
import { ruleTls } from "@/lib/mesh/client/traffic-policy-tls";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { serviceRef } from "@/lib/mesh/object-ref";
import type { ObjectRef, Pod, Service } from "@/lib/mesh/objects";
import { acceptsHbone } from "@/lib/mesh/server/proxy";
import { distinctRefs } from "./affected-services";
import type { RuleClients } from "./clients-by-rule";
import type { Finding } from "./finding";
import { oncePerIndex } from "./once-per-index";
import { verdictOf } from "./verdict-of";

/**
 * Auto mTLS that sends mutual TLS to sidecars that say DISABLE. It asks each endpoint's own policy, unless
 * the service is headless or under PASSTHROUGH: then namespace and mesh decide for all of them. Of legacy
 * policies it knows less than the servers that obey them (semantics B4, C).
 */
export function autoToDisable(
  index: MeshIndex,
  service: Service,
  groups: readonly RuleClients[],
): Finding[] {
  const { enableAutoMtls, sidecarsSendHbone = "unknown" } = index.meshConfig;
  if (!enableAutoMtls || groups.length === 0 || !someSayDisable(index)) {
    return [];
  }
  const failing = new Map<Pod, boolean>();
  const policies = new Set<ObjectRef>();
  for (const { servicePort, pods } of verdictOf(index, service).ports) {
    if (servicePort.protocol !== "TCP") continue;
    const disabled = pods.filter(
      ({ enforcement, mode }) =>
        enforcement === "sidecar" && mode === "DISABLE",
    );
    if (disabled.length === 0) continue;
    for (const { rule } of groups) {
      const tls = clientTlsUnder(index, rule, service, servicePort);
      // A rule that the endpoint check still sees is to blame itself.
      const { endpointMode } = ruleTls(rule, servicePort.port, "");
      if (
        !tls.auto ||
        (tls.sends === "per_endpoint" && endpointMode !== null)
      ) {
        continue;
      }
      for (const { pod, targetPort, decidedBy } of disabled) {
        const tunnel = acceptsHbone(pod) ? sidecarsSendHbone : false;
        if (tunnel === true) continue;
        if (tls.toEndpoint(pod, targetPort) !== "mutual_tls") continue;
        failing.set(pod, tunnel === "unknown");
        if (decidedBy) policies.add(decidedBy);
      }
    }
  }
  if (failing.size === 0) return [];
  const isDoubtful = [...failing.values()].every((doubtful) => doubtful);
  return [
    {
      code: "auto-mtls-to-disable",
      severity: isDoubtful ? "warning" : "error",
      objects: [...distinctRefs(policies), serviceRef(service)],
      services: [serviceRef(service)],
      params: { pods: failing.size, unless: isDoubtful ? "hbone" : "" },
    },
  ];
}

/** Few meshes say DISABLE anywhere, and the others need not be asked service by service. */
const someSayDisable = oncePerIndex(
  ({ legacyPolicies, inventory }) =>
    legacyPolicies !== null ||
    inventory.peerAuthentications.some(
      ({ mode, portLevelMtls }) =>
        mode === "DISABLE" || Object.values(portLevelMtls).includes("DISABLE"),
    ),
);
