import { type Caller, trafficPolicyFor } from "./destination-rule";
import { effectiveMode, namespaceMode } from "./server-mode";
import { type MeshView, type PodView, type ServiceView, selects } from "./view";

/** What leaves a caller's side of the wire. `tls` = TLS without an Istio identity. */
export type Wire = "mtls" | "plaintext" | "tls";

/** What a client sidecar sends to one endpoint of a service port (semantics B4). */
export function sidecarSends(
  mesh: MeshView,
  caller: Caller,
  service: ServiceView,
  servicePort: number,
  endpoint: PodView,
  targetPort: number,
): Wire {
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
  endpoint: PodView,
  targetPort: number,
  passthrough: boolean,
): Wire {
  if (!mesh.autoMtls || namespaceMode(mesh, service.namespace) === "DISABLE") {
    return "plaintext";
  }
  if (service.headless || passthrough) {
    return everyEndpointAnnounces(mesh, service) ? "mtls" : "plaintext";
  }
  return endpoint.announcesMtls &&
    effectiveMode(mesh, endpoint, targetPort) !== "DISABLE"
    ? "mtls"
    : "plaintext";
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
