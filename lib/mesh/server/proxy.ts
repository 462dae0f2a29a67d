import type { EnforcementPoint } from "@/lib/mesh/mode";
import type { Pod } from "@/lib/mesh/objects";

/** What stands in front of a pod's processes. Runtime state, not intent (semantics A5, A6). */
export type ProxyShape =
  | "sidecar"
  /** A router: it sends like a sidecar, but PeerAuthentication does not govern its public listeners. */
  | "gateway"
  /** An agent without Envoy: only gRPC servers built for it obey, and a human has to know which. */
  | "proxyless-grpc"
  | "ztunnel"
  | "none";

/** A native sidecar is an init container that restarts always; `longRunningContainers` already counts it. */
export function proxyShape(pod: Pod): ProxyShape {
  const templates = templatesOf(pod);
  if (templates.some((name) => name.startsWith("grpc-"))) {
    return "proxyless-grpc";
  }
  const hasProxy = pod.longRunningContainers.includes(PROXY_CONTAINER);
  if (isZtunnel(pod)) return "none";
  const isMarked = isMarkedGateway(pod, templates);
  if (hasProxy && (isMarked || isAlone(pod))) return "gateway";
  if (pod.hostNetwork) return "none";
  // A mark that nothing came of makes whatever else was written on the pod doubtful.
  if (hasProxy || (!isMarked && "sidecar.istio.io/status" in pod.annotations)) {
    return "sidecar";
  }
  return pod.annotations["ambient.istio.io/redirection"] === "enabled"
    ? "ztunnel"
    : "none";
}

/** Where inbound traffic of this pod is held to policy; "none" wherever we cannot say that it is. */
export function enforcementPoint(pod: Pod): EnforcementPoint {
  const shape = proxyShape(pod);
  switch (shape) {
    case "sidecar":
    case "ztunnel":
      return shape;
    case "gateway":
    case "proxyless-grpc":
    case "none":
      return "none";
    default:
      return shape satisfies never;
  }
}

/** Who speaks for this pod when it calls others. */
export function outboundProxy(pod: Pod): EnforcementPoint {
  const shape = proxyShape(pod);
  return shape === "gateway"
    ? "sidecar"
    : shape === "proxyless-grpc"
      ? "none"
      : shape;
}

/**
 * A proxy of the ambient mesh's own, which calls on behalf of others (semantics A6). No namespace is told
 * anything because one runs in it.
 */
export function isWaypoint(pod: Pod): boolean {
  return (
    proxyShape(pod) === "gateway" &&
    pod.labels["gateway.istio.io/managed"] === "istio.io-mesh-controller"
  );
}

/** What auto mTLS clients believe about a pod: its label, whatever its containers say (semantics A5). */
export function tlsModeLabel(pod: { readonly labels: Pod["labels"] }): string {
  return pod.labels["security.istio.io/tlsMode"] ?? "disabled";
}

/** True where other proxies may reach this pod through HBONE (semantics B5 note 4). */
export function acceptsHbone(pod: Pod): boolean {
  const shape = proxyShape(pod);
  switch (shape) {
    case "ztunnel":
      return true;
    case "sidecar":
    case "gateway":
      return hasTunnelLabel(pod);
    case "proxyless-grpc":
    case "none":
      return false;
    default:
      return shape satisfies never;
  }
}

/** Other proxies believe the label, so their tunnels end where nothing takes them, and the calls fail. */
export function promisesHboneInVain(pod: Pod): boolean {
  return hasTunnelLabel(pod) && !acceptsHbone(pod);
}

function hasTunnelLabel(pod: Pod): boolean {
  return pod.labels["networking.istio.io/tunnel"] === "http";
}

/**
 * True when the sidecar never sees this port, so that STRICT protects nothing there (semantics A3).
 * Meaningful for sidecars only: ztunnel takes every port. A list of included ports is all that counts
 * where there is one: exclusions are heard only while every port is redirected.
 * Source: Istio's reference of resource annotations, excludeInboundPorts.
 */
export function isExcludedInboundPort(pod: Pod, port: number): boolean {
  if (PROXY_OWN_PORTS.has(port)) return true;
  const included =
    pod.annotations["traffic.sidecar.istio.io/includeInboundPorts"];
  if (included !== undefined && included.trim() !== "*") {
    return !listsPort(included, port);
  }
  const excluded =
    pod.annotations["traffic.sidecar.istio.io/excludeInboundPorts"];
  return excluded !== undefined && listsPort(excluded, port);
}

const PROXY_CONTAINER = "istio-proxy";

const PROXY_OWN_PORTS: ReadonlySet<number> = new Set([15020, 15021, 15090]);

function templatesOf(pod: Pod): readonly string[] {
  return (pod.annotations["inject.istio.io/templates"] ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

/** Anybody may write these, and other vendors' gateways bear the label too: they count beside a proxy only. */
function isMarkedGateway(pod: Pod, templates: readonly string[]): boolean {
  return (
    templates.includes("gateway") ||
    "gateway.networking.k8s.io/gateway-name" in pod.labels
  );
}

/** A proxy that accompanies nothing is a router, however it was deployed. */
function isAlone(pod: Pod): boolean {
  return (
    pod.longRunningContainers.length === 1 &&
    pod.longRunningContainers[0] === PROXY_CONTAINER
  );
}

/**
 * The proxy of a node, whose container bears the same name. It routes nothing of its own and is told
 * nothing by DestinationRules. Who claims to be one without need is taken to have no proxy.
 */
function isZtunnel(pod: Pod): boolean {
  return (
    pod.labels.app === "ztunnel" &&
    pod.workload.kind === "DaemonSet" &&
    isAlone(pod)
  );
}

function listsPort(list: string, port: number): boolean {
  return list.split(",").some((item) => item.trim() === String(port));
}
