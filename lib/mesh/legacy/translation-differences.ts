import { indexLegacyPolicies } from "@/lib/mesh/index/legacy-policy";
import { indexMesh, type MeshIndex } from "@/lib/mesh/index/mesh-index";
import { targetPortOf } from "@/lib/mesh/index/service-backends";
import type { MutualTlsMode } from "@/lib/mesh/mode";
import { podRef, serviceRef } from "@/lib/mesh/object-ref";
import type { ObjectRef, PeerAuthentication, Pod } from "@/lib/mesh/objects";
import { resolveLegacyServerMode } from "@/lib/mesh/server/legacy-server-mode";
import { enforcementPoint } from "@/lib/mesh/server/proxy";
import { portMode, resolveServerMode } from "@/lib/mesh/server/server-mode";
import {
  type WorkloadModes,
  workloadModes,
} from "@/lib/mesh/server/workload-modes";

/** A pod that would accept something else at one port, or at every port that nothing names. */
export interface ModeDifference {
  /** The service port that leads there; null = no service declares the port. */
  readonly through: {
    readonly service: ObjectRef;
    readonly port: number;
  } | null;
  readonly pod: ObjectRef;
  /** Of the pod; null = every port that no service declares and no policy lists. */
  readonly podPort: number | null;
  readonly before: MutualTlsMode;
  readonly after: MutualTlsMode;
}

/**
 * Every port of a pod with a proxy that would not accept the same after the legacy policies gave way to `policies`: what
 * each service port promised, and then the ports that none declares. The old API had nothing to say about
 * those, so proxies let them pass untouched, and PeerAuthentication speaks for them as for any other.
 */
export function translationDifferences(
  index: MeshIndex,
  policies: readonly PeerAuthentication[],
): ModeDifference[] {
  const { inventory } = index;
  const before = indexMesh({
    ...inventory,
    meshConfig: { ...inventory.meshConfig, enforcesLegacyPolicies: true },
  });
  const after = indexMesh({
    ...inventory,
    meshConfig: { ...inventory.meshConfig, enforcesLegacyPolicies: false },
    legacyPolicies: [],
    peerAuthentications: [...inventory.peerAuthentications, ...policies],
  });
  const { differences, declared } = atServicePorts(before, after);
  return [
    ...differences,
    ...[...before.podsByNamespace.values()]
      .flat()
      .flatMap((pod) =>
        atOtherPorts(before, after, pod, declared.get(pod) ?? NONE),
      ),
  ];
}

const NONE: ReadonlySet<number> = new Set();

function atServicePorts(before: MeshIndex, after: MeshIndex) {
  const legacy = indexLegacyPolicies(before.inventory.legacyPolicies);
  const differences: ModeDifference[] = [];
  const declared = new Map<Pod, Set<number>>();
  for (const service of before.inventory.services) {
    for (const backend of before.backendsOf(service).pods) {
      const { pod } = backend;
      if (enforcementPoint(pod) === "none") continue;
      const ports = declared.get(pod) ?? new Set();
      declared.set(pod, ports);
      for (const servicePort of service.ports) {
        const podPort = targetPortOf(backend, servicePort);
        if (podPort === null) continue;
        ports.add(podPort);
        const old = resolveLegacyServerMode(
          before,
          legacy,
          pod,
          service,
          servicePort,
          podPort,
        );
        const { mode } = portMode(resolveServerMode(after, pod), podPort);
        if (old.mode === mode) continue;
        differences.push({
          through: { service: serviceRef(service), port: servicePort.port },
          pod: podRef(pod),
          podPort,
          before: old.mode,
          after: mode,
        });
      }
    }
  }
  return { differences, declared };
}

function atOtherPorts(
  before: MeshIndex,
  after: MeshIndex,
  pod: Pod,
  declared: ReadonlySet<number>,
): ModeDifference[] {
  if (enforcementPoint(pod) === "none") return [];
  const from = workloadModes(before, pod);
  const to = workloadModes(after, pod);
  const listed = new Set([...from.ports.keys(), ...to.ports.keys()]);
  const others = [...listed].filter((port) => !declared.has(port));
  return [null, ...others].flatMap((podPort): ModeDifference[] => {
    const difference = {
      through: null,
      pod: podRef(pod),
      podPort,
      before: modeAt(from, podPort),
      after: modeAt(to, podPort),
    };
    return difference.before === difference.after ? [] : [difference];
  });
}

function modeAt({ mode, ports }: WorkloadModes, port: number | null) {
  return port === null ? mode : (ports.get(port) ?? mode);
}
