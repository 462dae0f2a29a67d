import type { MutualTlsMode, PolicyMode } from "@/lib/mesh/mode";
import { ztunnelRefuses } from "./ambient";
import { legacyMode } from "./legacy-policy";
import { policiesOf, widePolicyOf, workloadPolicyOf } from "./policy-scope";
import { type MeshView, type PodView, selects } from "./view";

/** What answers at a pod's port: a sidecar in some mode, ztunnel, or the application itself. */
export type Acceptance =
  | MutualTlsMode
  | "ztunnel-closed"
  | "ztunnel-open"
  | "no-proxy";

// Ports of the proxy itself: never governed by PeerAuthentication (semantics A3).
const proxyPorts: ReadonlySet<number> = new Set([15020, 15021, 15090]);

/** What a pod accepts at a container port (semantics A2, A3, A6). ztunnel takes every port. */
export function acceptanceOf(
  mesh: MeshView,
  pod: PodView,
  port: number,
): Acceptance {
  if (pod.inAmbient) {
    return ztunnelRefuses(mesh, pod, port) ? "ztunnel-closed" : "ztunnel-open";
  }
  if (
    !pod.hasProxy ||
    pod.isGateway ||
    proxyPorts.has(port) ||
    pod.excludedInboundPorts.has(port)
  ) {
    return "no-proxy";
  }
  // Where both APIs are read, one PeerAuthentication that applies ends the old one's say (semantics C).
  return mesh.legacy === null ||
    (mesh.legacy.readsPeerAuthentications && isGoverned(mesh, pod))
    ? peerAuthenticationMode(mesh, pod, port)
    : legacyMode(mesh, mesh.legacy, pod, port);
}

/** PeerAuthentication composed for one pod and port, whether or not anything enforces it (semantics A2). */
export function peerAuthenticationMode(
  mesh: MeshView,
  pod: PodView,
  port: number,
): MutualTlsMode {
  const workload = workloadPolicyOf(mesh, pod);
  const inherited = namespaceMode(mesh, pod.namespace);
  const mode = overlay(inherited, workload?.mode ?? "UNSET");
  return overlay(mode, workload?.ports.get(port) ?? "UNSET");
}

/** The mode a client may infer without looking at workload policies (semantics B4). */
export function namespaceMode(
  mesh: MeshView,
  namespace: string,
): MutualTlsMode {
  const wide = (of: string) => widePolicyOf(mesh, of)?.mode ?? "UNSET";
  const meshMode = overlay("PERMISSIVE", wide(mesh.rootNamespace));
  return namespace === mesh.rootNamespace
    ? meshMode
    : overlay(meshMode, wide(namespace));
}

/** Whether a namespace's or the mesh's policy speaks for a namespace. */
export function hasWidePolicy(mesh: MeshView, namespace: string): boolean {
  return [mesh.rootNamespace, namespace].some(
    (it) => widePolicyOf(mesh, it) !== undefined,
  );
}

/** One that is found is enough, also one of the root namespace whose labels then count for nothing. */
function isGoverned(mesh: MeshView, pod: PodView): boolean {
  return [mesh.rootNamespace, pod.namespace].some((of) =>
    policiesOf(mesh, of).some(({ selector }) => selects(selector, pod.labels)),
  );
}

function overlay(inherited: MutualTlsMode, own: PolicyMode): MutualTlsMode {
  return own === "UNSET" ? inherited : own;
}
