import { clientTlsUnder } from "@/lib/mesh/client/client-tls";
import { type Caller, callOutcome } from "@/lib/mesh/client/outcome";
import { inferServiceMode } from "@/lib/mesh/client/service-mode-estimate";
import { ruleTls } from "@/lib/mesh/client/traffic-policy-tls";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { serviceRef } from "@/lib/mesh/object-ref";
import type { ObjectRef, Service, ServicePort } from "@/lib/mesh/objects";
import { legacyPort } from "@/lib/mesh/server/legacy-server-mode";
import { acceptsHbone, tlsModeLabel } from "@/lib/mesh/server/proxy";
import { distinctRefs } from "./affected-services";
import type { RuleClients } from "./clients-by-rule";
import type { PodPort } from "./endpoint-conflict";
import type { Finding } from "./finding";
import { verdictOf } from "./verdict-of";

/**
 * Clients that dial the endpoints of a headless service, or of one under PASSTHROUGH, treat all of them
 * alike: one pod without the tlsMode label, and auto mTLS sends plaintext to every one (semantics B4, E09).
 * An error where a pod with a proxy refuses that; else a warning, because the calls lose their encryption.
 */
export function mixedEndpoints(
  index: MeshIndex,
  service: Service,
  groups: readonly RuleClients[],
): Finding[] {
  const pods = index.podsOf(service);
  const without = pods.filter((pod) => tlsModeLabel(pod) === "disabled");
  if (without.length === 0 || without.length === pods.length) return [];
  const rules: (ObjectRef | null)[] = [];
  let refused = false;
  for (const port of service.ports) {
    if (port.protocol !== "TCP") continue;
    for (const { rule } of groups) {
      const { passthrough } = ruleTls(rule, port.port, "");
      if (!service.headless && !passthrough) continue;
      const tls = clientTlsUnder(index, rule, service, port);
      if (!tls.auto || policySaysDisable(index, service, port)) continue;
      const losing = endpointsWithoutTunnel(index, service, port);
      if (losing.length === 0) continue;
      rules.push(passthrough ? tls.rule : null);
      refused ||= losing.some((endpoint) =>
        refusesPlaintext(index, endpoint, port),
      );
    }
  }
  if (rules.length === 0) return [];
  return [
    {
      code: "headless-mixed-endpoints",
      severity: refused ? "error" : "warning",
      objects: [
        ...distinctRefs(without.map((pod) => pod.workload)),
        ...distinctRefs(rules.filter((rule) => rule !== null)),
        serviceRef(service),
      ],
      services: [serviceRef(service)],
      params: { pods: pods.length, without: without.length },
    },
  ];
}

/** Clients then send plaintext in any case. */
function policySaysDisable(
  index: MeshIndex,
  service: Service,
  port: ServicePort,
): boolean {
  const estimate = inferServiceMode(index, {
    namespace: service.namespace,
    headless: false,
    meshExternal: false,
    passthrough: false,
    endpointTlsModes: () => [],
    legacyTarget: { name: service.name, port: legacyPort(port) },
  });
  return estimate === "DISABLE";
}

/** Endpoints that would get mutual TLS without the others, and no tunnel goes around the choice for sure. */
function endpointsWithoutTunnel(
  index: MeshIndex,
  service: Service,
  port: ServicePort,
): readonly PodPort[] {
  const endpoints =
    verdictOf(index, service).ports.find(
      ({ servicePort }) => servicePort === port,
    )?.pods ?? [];
  const tunnels = index.meshConfig.sidecarsSendHbone === true;
  return endpoints.filter(
    ({ pod }) =>
      tlsModeLabel(pod) !== "disabled" && !(tunnels && acceptsHbone(pod)),
  );
}

/** For sure: where a tunnel may save the call, nobody knows. */
function refusesPlaintext(
  { meshConfig }: MeshIndex,
  { pod, enforcement, mode }: PodPort,
  { appProtocol }: ServicePort,
): boolean {
  const caller: Caller = {
    proxy: "sidecar",
    sends: "plaintext",
    sendsHbone: meshConfig.sidecarsSendHbone !== false,
  };
  const receiver = { enforcement, mode, appProtocol };
  return (
    callOutcome(caller, { ...receiver, acceptsHbone: acceptsHbone(pod) })
      .result === "fails"
  );
}
