import type { MutualTlsMode, PolicyMode } from "@/lib/mesh/mode";
import { type MeshView, type PodView, type PolicyView, selects } from "./view";

/** What answers at a pod's port: a proxy in some mode, or the application itself. */
export type Acceptance = MutualTlsMode | "no-proxy";

// Ports of the proxy itself: never governed by PeerAuthentication (semantics A3).
const proxyPorts: ReadonlySet<number> = new Set([15020, 15021, 15090]);

/** What a pod accepts at a container port (semantics A2, A3). */
export function acceptanceOf(
  mesh: MeshView,
  pod: PodView,
  port: number,
): Acceptance {
  if (
    !pod.hasProxy ||
    pod.isGateway ||
    proxyPorts.has(port) ||
    pod.excludedInboundPorts.has(port)
  ) {
    return "no-proxy";
  }
  return effectiveMode(mesh, pod, port);
}

/** PeerAuthentication composed for one pod and port, whether or not anything enforces it (semantics A2). */
export function effectiveMode(
  mesh: MeshView,
  pod: PodView,
  port: number,
): MutualTlsMode {
  const workload =
    pod.namespace === mesh.rootNamespace
      ? undefined
      : policiesOf(mesh, pod.namespace).find(
          (it) => !isWide(it) && selects(it.selector, pod.labels),
        );
  const inherited = namespaceMode(mesh, pod.namespace);
  const mode = overlay(inherited, workload?.mode ?? "UNSET");
  return overlay(mode, workload?.ports.get(port) ?? "UNSET");
}

/** The mode a client may infer without looking at workload policies (semantics B4). */
export function namespaceMode(
  mesh: MeshView,
  namespace: string,
): MutualTlsMode {
  const wide = (of: string) => policiesOf(mesh, of).find(isWide)?.mode;
  const meshMode = overlay("PERMISSIVE", wide(mesh.rootNamespace) ?? "UNSET");
  return namespace === mesh.rootNamespace
    ? meshMode
    : overlay(meshMode, wide(namespace) ?? "UNSET");
}

function overlay(inherited: MutualTlsMode, own: PolicyMode): MutualTlsMode {
  return own === "UNSET" ? inherited : own;
}

function policiesOf(mesh: MeshView, namespace: string): readonly PolicyView[] {
  return mesh.policies.get(namespace) ?? [];
}

function isWide(policy: PolicyView): boolean {
  return Object.keys(policy.selector).length === 0;
}
