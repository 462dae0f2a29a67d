import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { refKey } from "@/lib/mesh/object-ref";
import type { ObjectRef, Pod } from "@/lib/mesh/objects";
import {
  ambientIntended,
  isNeverInjected,
  sidecarIntended,
} from "@/lib/mesh/server/injection";
import { proxyShape } from "@/lib/mesh/server/proxy";
import { type PlaintextReason, whyWithoutProxy } from "./why-plaintext";

export interface WorkloadWithoutProxy {
  readonly workload: ObjectRef;
  /** How many of its pods have none. */
  readonly pods: number;
  readonly reason: PlaintextReason;
}

/**
 * A service's own workloads before whose pods no proxy stands, each with the reason of its first such pod: by name.
 * Left out is what no label and no restart helps against: gateways, agents without Envoy, the control plane's namespace and
 * those that are never injected, and pods that ambient was to take and did not.
 */
export function workloadsWithoutProxy(
  index: MeshIndex,
  pods: readonly Pod[],
): WorkloadWithoutProxy[] {
  const found = new Map<string, WorkloadWithoutProxy>();
  for (const pod of pods) {
    if (proxyShape(pod) !== "none" || isLeftOut(index, pod)) continue;
    const key = refKey(pod.workload);
    const known = found.get(key);
    found.set(key, {
      workload: pod.workload,
      pods: (known?.pods ?? 0) + 1,
      reason: known?.reason ?? whyWithoutProxy(index, pod),
    });
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

function isLeftOut(index: MeshIndex, pod: Pod): boolean {
  const namespace = index.namespaces.get(pod.namespace) ?? null;
  const meantForAmbient =
    ambientIntended(pod, namespace) && !sidecarIntended(pod, namespace);
  return (
    isNeverInjected(pod.namespace) ||
    pod.namespace === index.meshConfig.rootNamespace ||
    meantForAmbient
  );
}
