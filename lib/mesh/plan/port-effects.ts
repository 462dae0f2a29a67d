import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { MutualTlsMode } from "@/lib/mesh/mode";
import { refKey } from "@/lib/mesh/object-ref";
import type { ObjectRef, Pod } from "@/lib/mesh/objects";
import { enforcementPoint } from "@/lib/mesh/server/proxy";
import { servedPorts } from "@/lib/mesh/server/served-ports";
import {
  type WorkloadModes,
  workloadModes,
} from "@/lib/mesh/server/workload-modes";

/** One workload port whose mode moves, and the services that are reached through it. */
export interface PortEffect {
  readonly workload: ObjectRef;
  /** null = every port without an entry of its own. */
  readonly port: number | null;
  readonly before: MutualTlsMode;
  readonly after: MutualTlsMode;
  readonly services: readonly string[];
}

/**
 * Every workload port of a namespace that accepts something else after a change, not only those of
 * the service whose button was pressed. Pods without an enforcement point are left out: no policy
 * reaches them. A change of a workload policy cannot reach another namespace (semantics A1).
 */
export function portEffects(
  before: MeshIndex,
  after: MeshIndex,
  namespace: string,
): PortEffect[] {
  const effects = new Map<string, PortEffect>();
  for (const pod of before.inventory.pods) {
    if (pod.namespace !== namespace || enforcementPoint(pod) === "none")
      continue;
    for (const effect of podEffects(before, after, pod)) {
      effects.set(`${refKey(effect.workload)}:${effect.port}`, effect);
    }
  }
  return [...effects.values()].sort(
    (a, b) =>
      refKey(a.workload).localeCompare(refKey(b.workload)) ||
      (a.port ?? 0) - (b.port ?? 0),
  );
}

function podEffects(
  before: MeshIndex,
  after: MeshIndex,
  pod: Pod,
): PortEffect[] {
  const from = workloadModes(before, pod);
  const to = workloadModes(after, pod);
  const reached = servicesByPort(before, pod);
  const own = new Set([...from.ports.keys(), ...to.ports.keys()]);
  const rest: PortEffect = {
    workload: pod.workload,
    port: null,
    before: from.mode,
    after: to.mode,
    services: [...reached]
      .filter(([port]) => !own.has(port))
      .flatMap(([, services]) => services),
  };
  const perPort = [...own].map((port) => ({
    workload: pod.workload,
    port,
    before: modeAt(from, port),
    after: modeAt(to, port),
    services: reached.get(port) ?? [],
  }));
  return [
    { ...rest, services: [...new Set(rest.services)].sort() },
    ...perPort,
  ].filter((effect) => effect.before !== effect.after);
}

function modeAt({ mode, ports }: WorkloadModes, port: number): MutualTlsMode {
  return ports.get(port) ?? mode;
}

function servicesByPort(index: MeshIndex, pod: Pod): Map<number, string[]> {
  const reached = new Map<number, string[]>();
  for (const { service, targetPort } of servedPorts(index, pod)) {
    reached.set(targetPort, [...(reached.get(targetPort) ?? []), service.name]);
  }
  return reached;
}
