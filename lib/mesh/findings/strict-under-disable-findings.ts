import { namespaceLevelMode } from "@/lib/mesh/client/service-mode-estimate";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { peerAuthenticationRef, serviceRef } from "@/lib/mesh/object-ref";
import type { PeerAuthentication, Pod, Service } from "@/lib/mesh/objects";
import { acceptsHbone, isExcludedInboundPort } from "@/lib/mesh/server/proxy";
import { type ServedPort, servedPorts } from "@/lib/mesh/server/served-ports";
import { portMode, resolveServerMode } from "@/lib/mesh/server/server-mode";
import { distinctRefs } from "./affected-services";
import { clientAnswers } from "./client-answers";
import type { Finding } from "./finding";
import type { PodGroup } from "./live-pods";
import { policyCoverage } from "./policy-coverage";

/**
 * Workload policies that say STRICT below a namespace or mesh that says DISABLE. Clients under auto mTLS
 * look at the latter alone, send plaintext, and are refused (semantics B4, E05). Where pods take HBONE,
 * sidecars that may send it reach them with mutual TLS all the same. What ztunnel refuses has nothing to do
 * with the parent: see `sidecarClientFindings`.
 */
export function strictUnderDisableFindings(index: MeshIndex): Finding[] {
  return [...policyCoverage(index)].flatMap(([policy, { heard }]) => {
    if (namespaceLevelMode(index, policy.namespace) !== "DISABLE") return [];
    const refusals = heard.flatMap((group) => refusalsIn(index, group));
    if (refusals.length === 0) return [];
    return [
      {
        code: "strict-under-disable",
        severity: refusals.every(({ hbone }) => hbone) ? "warning" : "error",
        objects: [...parentsOf(index, policy), peerAuthenticationRef(policy)],
        services: distinctRefs(
          refusals.map(({ service }) => serviceRef(service)),
        ),
        params: {},
      },
    ];
  });
}

interface Refusal {
  readonly service: Service;
  /** The pod takes HBONE, and nobody knows whether sidecars send it. */
  readonly hbone: boolean;
}

/** The policy that says DISABLE. */
function parentsOf(index: MeshIndex, { namespace }: PeerAuthentication) {
  const { decidedBy } = resolveServerMode(index, { namespace, labels: {} });
  return decidedBy === null ? [] : [decidedBy];
}

function refusalsIn(
  index: MeshIndex,
  { serverMode, pods }: PodGroup,
): Refusal[] {
  const { sidecarsSendHbone = "unknown" } = index.meshConfig;
  return pods.flatMap(({ pod, shape }) => {
    const tunnel = acceptsHbone(pod) ? sidecarsSendHbone : false;
    if (shape !== "sidecar" || tunnel === true) return [];
    return servedPorts(index, pod)
      .filter(
        ({ targetPort }) =>
          portMode(serverMode, targetPort).mode === "STRICT" &&
          !isExcludedInboundPort(pod, targetPort),
      )
      .filter((served) => getsPlaintext(index, pod, served))
      .map(({ service }) => ({ service, hbone: tunnel === "unknown" }));
  });
}

function getsPlaintext(
  index: MeshIndex,
  pod: Pod,
  served: ServedPort,
): boolean {
  const { service, servicePort, targetPort } = served;
  return clientAnswers(index, service, servicePort).some(
    (tls) => tls.auto && tls.toEndpoint(pod, targetPort) === "plaintext",
  );
}
