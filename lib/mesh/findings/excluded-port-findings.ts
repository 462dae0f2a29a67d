import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { refKey } from "@/lib/mesh/object-ref";
import type { ObjectRef, Pod } from "@/lib/mesh/objects";
import { isExcludedInboundPort } from "@/lib/mesh/server/proxy";
import { servedPorts } from "@/lib/mesh/server/served-ports";
import { portMode } from "@/lib/mesh/server/server-mode";
import { distinctRefs, servicesOfPods } from "./affected-services";
import type { Finding } from "./finding";
import { isProxyPort, knownPorts } from "./known-ports";
import { podGroups } from "./live-pods";

/**
 * Ports that annotations keep away from the sidecar, though a policy asks for STRICT there (semantics A3,
 * E12). Only ports that a policy names or a service leads to: other exclusions, mostly of metrics, are
 * what they look like.
 */
export function excludedPortFindings(index: MeshIndex): Finding[] {
  const found = new Map<string, Excluded>();
  for (const { serverMode, pods } of podGroups(index)) {
    const named = [...serverMode.ports.keys()];
    for (const { pod, shape, started } of pods) {
      if (shape !== "sidecar" || !started || !hasExclusions(pod)) continue;
      for (const port of claimedPorts(index, pod, named)) {
        const { mode, decidedBy } = portMode(serverMode, port);
        if (mode !== "STRICT" || decidedBy === null) continue;
        const key = `${refKey(decidedBy)}/${port}`;
        const entry = found.get(key) ?? {
          policy: decidedBy,
          port,
          named: false,
          pods: [],
        };
        found.set(key, entry);
        entry.pods.push(pod);
        entry.named ||= named.includes(port);
      }
    }
  }
  return [...found.values()].map(({ policy, port, named, pods }) => ({
    code: "strict-on-excluded-port",
    severity: named ? "error" : "warning",
    objects: [policy, ...distinctRefs(pods.map(({ workload }) => workload))],
    services: servicesOfPods(index, pods),
    params: { port, pods: pods.length },
  }));
}

interface Excluded {
  readonly policy: ObjectRef;
  readonly port: number;
  /** The policy lists the port, so somebody counts on it. */
  named: boolean;
  readonly pods: Pod[];
}

/** Only annotations keep ports away that are not the proxy's own. */
function hasExclusions({ annotations }: Pod): boolean {
  for (const _ in annotations) return true;
  return false;
}

function claimedPorts(
  index: MeshIndex,
  pod: Pod,
  named: readonly number[],
): ReadonlySet<number> {
  const served = servedPorts(index, pod).map(({ targetPort }) => targetPort);
  const listed = named.filter((port) => knownPorts(index, pod).includes(port));
  return new Set(
    [...served, ...listed].filter(
      (port) => isExcludedInboundPort(pod, port) && !isProxyPort(pod, port),
    ),
  );
}
