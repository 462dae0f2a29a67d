import { type Caller, trafficPolicyFor } from "./destination-rule";
import { legacyPolicyMode } from "./legacy-policy";
import {
  hasWidePolicy,
  namespaceMode,
  peerAuthenticationMode,
} from "./server-mode";
import { type MeshView, type PodView, type ServiceView, selects } from "./view";

/**
 * What leaves a caller's side of the wire. `tls` = TLS without an Istio identity; `hbone` = a tunnel of
 * mutual TLS around whatever the caller sends.
 */
export type Wire = "mtls" | "plaintext" | "tls" | "hbone";

/** What a client sidecar sends to one endpoint of a service port (semantics B4). */
export function sidecarSends(
  mesh: MeshView,
  caller: Caller,
  service: ServiceView,
  servicePort: number,
  endpoint: PodView,
  targetPort: number,
): Exclude<Wire, "hbone"> {
  const policy = trafficPolicyFor(mesh, caller, service);
  // A port entry replaces the destination level, even by nothing.
  const mode =
    policy?.ports.get(servicePort) ??
    (policy?.ports.has(servicePort) ? null : (policy?.tls ?? null));
  switch (mode) {
    case "DISABLE":
      return "plaintext";
    case "SIMPLE":
    case "MUTUAL":
      return "tls";
    case "ISTIO_MUTUAL":
      return "mtls";
    case null:
      // The endpoint decision falls back to the destination level, where DISABLE still means plaintext.
      return policy?.tls === "DISABLE"
        ? "plaintext"
        : automatic(
            mesh,
            service,
            servicePort,
            endpoint,
            targetPort,
            policy?.passthrough ?? false,
          );
    default: {
      const impossible: never = mode;
      throw new TypeError(String(impossible));
    }
  }
}

function automatic(
  mesh: MeshView,
  service: ServiceView,
  servicePort: number,
  endpoint: PodView,
  targetPort: number,
  passthrough: boolean,
): "mtls" | "plaintext" {
  if (!mesh.autoMtls || estimate(mesh, service, servicePort) === "DISABLE") {
    return "plaintext";
  }
  if (service.headless || passthrough) {
    return everyEndpointAnnounces(mesh, service) ? "mtls" : "plaintext";
  }
  return endpoint.announcesMtls &&
    peerAuthenticationMode(mesh, endpoint, targetPort) !== "DISABLE"
    ? "mtls"
    : "plaintext";
}

/** For the whole service: PeerAuthentications first, then the old API, then PERMISSIVE (semantics B4, C). */
function estimate(mesh: MeshView, service: ServiceView, servicePort: number) {
  const port = service.ports.find((it) => it.port === servicePort);
  return mesh.legacy === null ||
    port === undefined ||
    hasWidePolicy(mesh, service.namespace)
    ? namespaceMode(mesh, service.namespace)
    : (legacyPolicyMode(mesh.legacy, service, port) ?? "PERMISSIVE");
}

// One setting serves all endpoints of a headless service, so one pod without the label decides for all.
function everyEndpointAnnounces(mesh: MeshView, service: ServiceView): boolean {
  const selector = service.selector;
  if (selector === null) {
    return false;
  }
  const endpoints = (mesh.podsByNamespace.get(service.namespace) ?? []).filter(
    (pod) => selects(selector, pod.labels),
  );
  return endpoints.length > 0 && endpoints.every((pod) => pod.announcesMtls);
}
