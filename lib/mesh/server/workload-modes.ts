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
import { servedPorts } from "./served-ports";
import { resolveServerMode, type ServerMode } from "./server-mode";
import { UNLISTED_PORT } from "./unlisted-port";

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
): LegacyPortVerdict {
  const own = resolveLegacyServerMode(
    index,
    legacy,
    pod,
    service,
    servicePort,
    targetPort,
  );
  const shared = weakestByPort(index, legacy, pod).get(targetPort);
  return shared !== undefined && STRENGTH[shared.mode] < STRENGTH[own.mode]
    ? shared
    : own;
}

type LegacyPortVerdict = Pick<LegacyVerdict, "decidedBy"> & {
  readonly mode: MutualTlsMode;
};

/** A pod is asked about once for every port that leads to it, so all its ports are judged together. */
function weakestByPort(
  index: MeshIndex,
  legacy: LegacyPolicyIndex,
  pod: Pod,
): ReadonlyMap<number, LegacyPortVerdict> {
  const pods = weakest.get(index) ?? new WeakMap();
  weakest.set(index, pods);
  const known = pods.get(pod);
  if (known !== undefined) return known;
  const byPort = new Map<number, LegacyPortVerdict>();
  for (const { service, servicePort, targetPort } of servedPorts(index, pod)) {
    const next = resolveLegacyServerMode(
      index,
      legacy,
      pod,
      service,
      servicePort,
      targetPort,
    );
    const other = byPort.get(targetPort);
    if (other === undefined || STRENGTH[next.mode] < STRENGTH[other.mode]) {
      byPort.set(targetPort, next);
    }
  }
  pods.set(pod, byPort);
  return byPort;
}

const weakest = new WeakMap<
  MeshIndex,
  WeakMap<Pod, ReadonlyMap<number, LegacyPortVerdict>>
>();

const STRENGTH: Readonly<Record<MutualTlsMode, number>> = {
  DISABLE: 0,
  PERMISSIVE: 1,
  STRICT: 2,
};

function weaker(a: MutualTlsMode, b: MutualTlsMode): MutualTlsMode {
  return STRENGTH[a] < STRENGTH[b] ? a : b;
}
