import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { refKey } from "@/lib/mesh/object-ref";
import type { ObjectRef, Pod } from "@/lib/mesh/objects";
import { tlsModeLabel } from "@/lib/mesh/server/proxy";
import { portMode, type ServerMode } from "@/lib/mesh/server/server-mode";
import { distinctRefs, servicesOfPods } from "./affected-services";
import type { Finding } from "./finding";
import { knownPorts } from "./known-ports";
import { podGroups } from "./live-pods";

/**
 * gRPC servers that do without Envoy know no PERMISSIVE: the pod's label decides what stands in for it.
 * That nobody wrote a policy means PERMISSIVE too (semantics A5).
 */
export function proxylessGrpcFindings(index: MeshIndex): Finding[] {
  const found = new Map<string, Proxyless>();
  for (const { serverMode, pods } of podGroups(index)) {
    for (const { pod, shape } of pods) {
      if (shape !== "proxyless-grpc") continue;
      const policies = permissiveBy(index, serverMode, pod);
      if (policies === null) continue;
      const actsAs = tlsModeLabel(pod) === "istio" ? "STRICT" : "DISABLE";
      const key = `${actsAs}/${refKey(pod.workload)}`;
      const entry = found.get(key) ?? { actsAs, pods: [], policies: [] };
      found.set(key, entry);
      entry.pods.push(pod);
      entry.policies.push(...policies);
    }
  }
  return [...found.values()].map(({ actsAs, pods, policies }) => ({
    code: "permissive-proxyless-grpc",
    severity: "warning",
    objects: [
      ...distinctRefs(pods.map(({ workload }) => workload)),
      ...distinctRefs(policies),
    ],
    services: servicesOfPods(index, pods),
    params: { pods: pods.length, actsAs },
  }));
}

interface Proxyless {
  readonly actsAs: "STRICT" | "DISABLE";
  /** Of one workload. */
  readonly pods: Pod[];
  readonly policies: ObjectRef[];
}

/** Policies that make some port PERMISSIVE; null = no port is. A pod without known ports is judged as a whole. */
function permissiveBy(
  index: MeshIndex,
  serverMode: ServerMode,
  pod: Pod,
): ObjectRef[] | null {
  const ports = knownPorts(index, pod);
  const modes =
    ports.length === 0
      ? [serverMode]
      : ports.map((port) => portMode(serverMode, port));
  const permissive = modes.filter(({ mode }) => mode === "PERMISSIVE");
  return permissive.length === 0
    ? null
    : permissive.flatMap(({ decidedBy }) => decidedBy ?? []);
}
