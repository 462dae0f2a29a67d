import { clientTlsUnder } from "@/lib/mesh/client/client-tls";
import { callOutcome } from "@/lib/mesh/client/outcome";
import { inferServiceMode } from "@/lib/mesh/client/service-mode-estimate";
import { ruleTls } from "@/lib/mesh/client/traffic-policy-tls";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { serviceRef } from "@/lib/mesh/object-ref";
import type { ObjectRef, Pod, Service, ServicePort } from "@/lib/mesh/objects";
import { legacyPort } from "@/lib/mesh/server/legacy-server-mode";
import { acceptsHbone, tlsModeLabel } from "@/lib/mesh/server/proxy";
import type { ServiceVerdict } from "@/lib/mesh/server/service-mode";
import { distinctRefs } from "./affected-services";
import type { RuleClients } from "./clients-by-rule";
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
      rules.push(passthrough ? tls.rule : null);
      refused ||= someRefusePlaintext(verdictOf(index, service), port);
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

function someRefusePlaintext(
  verdict: ServiceVerdict,
  port: ServicePort,
): boolean {
  const endpoints =
    verdict.ports.find(({ servicePort }) => servicePort === port)?.pods ?? [];
  return endpoints.some(
    ({ pod, enforcement, mode }) =>
      hasLabel(pod) &&
      callOutcome(
        { proxy: "sidecar", sends: "plaintext", sendsHbone: true },
        {
          enforcement,
          mode,
          acceptsHbone: acceptsHbone(pod),
          appProtocol: port.appProtocol,
        },
      ).result === "fails",
  );
}

function hasLabel(pod: Pod): boolean {
  return tlsModeLabel(pod) !== "disabled";
}
