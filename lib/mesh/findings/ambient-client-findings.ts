import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { refKey, serviceRef } from "@/lib/mesh/object-ref";
import type { ObjectRef, Pod, Service } from "@/lib/mesh/objects";
import { acceptsHbone, isExcludedInboundPort } from "@/lib/mesh/server/proxy";
import { type ServedPort, servedPorts } from "@/lib/mesh/server/served-ports";
import { portMode, type ServerMode } from "@/lib/mesh/server/server-mode";
import { distinctRefs } from "./affected-services";
import type { Finding } from "./finding";
import { podGroups } from "./live-pods";

/**
 * Sidecars that were injected without the HBONE label: ztunnel sends them plain TCP, which STRICT refuses
 * (semantics B5 note 4, E28). A warning: whether ambient workloads call them is not to be read from here.
 */
export function ambientClientFindings(index: MeshIndex): Finding[] {
  const found = new Map<string, Refusing>();
  for (const { serverMode, pods } of podGroups(index)) {
    for (const { pod, shape, started } of pods) {
      if (shape !== "sidecar" || !started || acceptsHbone(pod)) continue;
      const strict = servedPorts(index, pod).filter((served) =>
        refusesPlaintext(serverMode, pod, served),
      );
      if (strict.length === 0) continue;
      const key = refKey(pod.workload);
      const entry = found.get(key) ?? {
        workload: pod.workload,
        pods: 0,
        services: new Set(),
        policies: new Set(),
      };
      found.set(key, entry);
      entry.pods += 1;
      for (const { service, targetPort } of strict) {
        entry.services.add(service);
        const { decidedBy } = portMode(serverMode, targetPort);
        if (decidedBy !== null) entry.policies.add(decidedBy);
      }
    }
  }
  return [...found.values()].map(({ workload, pods, services, policies }) => ({
    code: "ambient-clients-to-strict-sidecar",
    severity: "warning",
    objects: [workload, ...distinctRefs(policies)],
    services: distinctRefs([...services].map(serviceRef)),
    params: { pods },
  }));
}

interface Refusing {
  readonly workload: ObjectRef;
  pods: number;
  readonly services: Set<Service>;
  readonly policies: Set<ObjectRef>;
}

function refusesPlaintext(
  serverMode: ServerMode,
  pod: Pod,
  { targetPort }: ServedPort,
): boolean {
  return (
    portMode(serverMode, targetPort).mode === "STRICT" &&
    !isExcludedInboundPort(pod, targetPort)
  );
}
