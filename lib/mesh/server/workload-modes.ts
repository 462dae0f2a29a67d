import {
  type LegacyPolicyIndex,
  type LegacyVerdict,
  resolveLegacyService,
} from "@/lib/mesh/index/legacy-policy";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { applicablePolicies } from "@/lib/mesh/index/policy-scope";
import type { MutualTlsMode } from "@/lib/mesh/mode";
import type { Pod, Service, ServicePort } from "@/lib/mesh/objects";
import { ambientPortMode, resolveAmbient } from "./ambient";
import { legacyPort, resolveLegacyServerMode } from "./legacy-server-mode";
import { enforcementPoint } from "./proxy";
import { resolveServerMode, type ServerMode } from "./server-mode";

/** What policy asks of a pod, whichever API says it. */
export interface WorkloadModes {
  /** Of every port without an entry of its own. */
  readonly mode: MutualTlsMode;
  /** By workload port. */
  readonly ports: ReadonlyMap<number, MutualTlsMode>;
}

/**
 * The modes of a pod's ports. Istio 1.5 and older ask the old API where no PeerAuthentication applies:
 * that one speaks of Service ports, so a port that no Service declares has no policy (semantics C).
 */
export function workloadModes(index: MeshIndex, pod: Pod): WorkloadModes {
  const legacy = index.legacyPolicies;
  if (legacy === null || obeysPeerAuthentication(index, pod)) {
    const composed = resolveServerMode(index, pod);
    return enforcementPoint(pod) === "ztunnel"
      ? ambientModes(index, composed)
      : composed;
  }
  const ports = new Map<number, MutualTlsMode>();
  for (const { service, servicePort, targetPort } of servedPorts(index, pod)) {
    const { enforced } = resolveLegacyService(
      legacy,
      service,
      legacyPort(servicePort),
    );
    ports.set(targetPort, weaker(enforced, ports.get(targetPort) ?? enforced));
  }
  return { mode: "DISABLE", ports };
}

/** What ztunnel makes of it: a rule can only name ports that the workload's own policy lists (semantics A6). */
function ambientModes(
  index: MeshIndex,
  { levels, ports }: ServerMode,
): WorkloadModes {
  const policies = resolveAmbient(index, levels);
  return {
    mode: ambientPortMode(policies, UNLISTED_PORT),
    ports: new Map(
      [...ports.keys()].map((port) => [port, ambientPortMode(policies, port)]),
    ),
  };
}

/** No policy can name port 0, so its mode is the one every unnamed port has. */
const UNLISTED_PORT = 0;

/** As soon as one applies, whatever it says, the old API is not asked (semantics C). */
export function obeysPeerAuthentication(index: MeshIndex, pod: Pod): boolean {
  const { peerAuthentications, meshConfig } = index;
  const found = applicablePolicies(
    peerAuthentications,
    pod,
    meshConfig.rootNamespace,
  );
  return found.length > 0;
}

/**
 * The mode of a pod's port under the old API. Where other Services lead to the same port, the listener
 * that was made first stays, and nothing here tells which: the weakest of their policies counts.
 */
export function resolveLegacyPodPort(
  index: MeshIndex,
  legacy: LegacyPolicyIndex,
  pod: Pod,
  service: Service,
  servicePort: ServicePort | null,
  targetPort: number,
): Pick<LegacyVerdict, "decidedBy"> & { readonly mode: MutualTlsMode } {
  const own = resolveLegacyServerMode(
    index,
    legacy,
    pod,
    service,
    servicePort,
    targetPort,
  );
  return servedPorts(index, pod)
    .filter((served) => served.targetPort === targetPort)
    .map((served) =>
      resolveLegacyServerMode(
        index,
        legacy,
        pod,
        served.service,
        served.servicePort,
        targetPort,
      ),
    )
    .reduce(
      (weakest, next) =>
        STRENGTH[next.mode] < STRENGTH[weakest.mode] ? next : weakest,
      own,
    );
}

export interface ServedPort {
  readonly service: Service;
  readonly servicePort: ServicePort;
  readonly targetPort: number;
}

/** The TCP ports of a pod that Services lead to. */
export function servedPorts(index: MeshIndex, pod: Pod): ServedPort[] {
  return index.servicesOf(pod).flatMap((service) =>
    service.ports.flatMap((servicePort) => {
      if (servicePort.protocol !== "TCP") return [];
      const wanted = servicePort.targetPort;
      const targetPort =
        typeof wanted === "number"
          ? wanted
          : pod.containerPorts.find(({ name }) => name === wanted)?.port;
      return targetPort === undefined
        ? []
        : [{ service, servicePort, targetPort }];
    }),
  );
}

const STRENGTH: Readonly<Record<MutualTlsMode, number>> = {
  DISABLE: 0,
  PERMISSIVE: 1,
  STRICT: 2,
};

function weaker(a: MutualTlsMode, b: MutualTlsMode): MutualTlsMode {
  return STRENGTH[a] < STRENGTH[b] ? a : b;
}
