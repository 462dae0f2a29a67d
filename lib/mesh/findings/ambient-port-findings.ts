import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { peerAuthenticationRef, refKey } from "@/lib/mesh/object-ref";
import type { ObjectRef, PeerAuthentication, Pod } from "@/lib/mesh/objects";
import {
  type AmbientPolicies,
  allowsPlaintext,
  resolveAmbient,
} from "@/lib/mesh/server/ambient";
import { portMode, type ServerMode } from "@/lib/mesh/server/server-mode";
import { distinctRefs, servicesOfPods } from "./affected-services";
import type { Finding } from "./finding";
import { knownPorts } from "./known-ports";
import { podGroups } from "./live-pods";
import { isNeverMade } from "./never-made-rules";

/** Ports of ambient workloads that are not what the policies say (semantics A6.2, A6.3). */
export function ambientPortFindings(index: MeshIndex): Finding[] {
  const open = new Map<string, Deviation>();
  const closed = new Map<string, Deviation>();
  const lenient = new Map<string, Deviation>();
  for (const { serverMode, pods } of podGroups(index)) {
    const ambient = pods.flatMap(({ pod, shape }) =>
      shape === "ztunnel" ? [pod] : [],
    );
    if (ambient.length === 0) continue;
    const { levels } = serverMode;
    const policies = resolveAmbient(index, levels);
    if (levels.workload !== null && isNeverMade(policies)) {
      const refs = [levels.workload, levels.namespace, levels.mesh].flatMap(
        (policy) => policy ?? [],
      );
      add(open, refs.map(peerAuthenticationRef), 0, ambient);
      continue;
    }
    if (levels.workload !== null) {
      const ref = peerAuthenticationRef(levels.workload);
      for (const port of closedPorts(levels.workload, policies)) {
        add(closed, [ref], port, ambient);
      }
    }
    for (const pod of ambient) {
      const ref = askedForDisable(index, serverMode, policies, pod);
      if (ref !== null) add(lenient, [ref], 0, [pod]);
    }
  }
  return [
    ...[...open.values()].map(({ objects, pods }) => ({
      code: "ambient-ports-open" as const,
      severity: "error" as const,
      objects,
      services: servicesOfPods(index, pods),
      params: { pods: pods.length },
    })),
    ...[...closed.values()].map(({ objects, port, pods }) => ({
      code: "ambient-port-stays-closed" as const,
      severity: "warning" as const,
      objects,
      services: servicesOfPods(index, pods),
      params: { port },
    })),
    ...[...lenient.values()].map(({ objects, pods }) => ({
      code: "ambient-disable-is-permissive" as const,
      severity: "info" as const,
      objects: [...objects, ...distinctRefs(pods.map((pod) => pod.workload))],
      services: servicesOfPods(index, pods),
      params: { pods: pods.length },
    })),
  ];
}

interface Deviation {
  readonly objects: readonly ObjectRef[];
  readonly port: number;
  readonly pods: Pod[];
}

/** Pods under the same objects, and at the same port, belong to one finding. */
function add(
  found: Map<string, Deviation>,
  objects: readonly ObjectRef[],
  port: number,
  pods: readonly Pod[],
): void {
  const key = [port, ...objects.map(refKey)].join(" ");
  const entry = found.get(key) ?? { objects, port, pods: [] };
  found.set(key, entry);
  for (const pod of pods) entry.pods.push(pod);
}

function closedPorts(
  { portLevelMtls }: PeerAuthentication,
  policies: AmbientPolicies,
): number[] {
  return Object.entries(portLevelMtls).flatMap(([port, mode]) =>
    mode === "DISABLE" && !allowsPlaintext(policies, Number(port))
      ? [Number(port)]
      : [],
  );
}

/** The policy that says DISABLE for a port that lets both in; a pod without known ports is judged as a whole. */
function askedForDisable(
  index: MeshIndex,
  serverMode: ServerMode,
  policies: AmbientPolicies,
  pod: Pod,
): ObjectRef | null {
  const ports = knownPorts(index, pod);
  if (ports.length === 0) {
    return serverMode.mode === "DISABLE" ? serverMode.decidedBy : null;
  }
  for (const port of ports) {
    const { mode, decidedBy } = portMode(serverMode, port);
    if (mode === "DISABLE" && allowsPlaintext(policies, port)) return decidedBy;
  }
  return null;
}
