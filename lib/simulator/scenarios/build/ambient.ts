import type { Cluster } from "./cluster";

/** What the ambient profile adds on every node: the node agent, and ztunnel. */
export function addAmbientNodes(cluster: Cluster): void {
  cluster.addWorkload({
    kind: "DaemonSet",
    namespace: "istio-system",
    name: "istio-cni-node",
    image: "docker.io/istio/install-cni:1.24.2",
    hostNetwork: true,
    injected: false,
    ageDays: 49,
  });
  cluster.addWorkload({
    kind: "DaemonSet",
    namespace: "istio-system",
    name: "ztunnel",
    image: "docker.io/istio/ztunnel:1.24.2",
    container: "istio-proxy",
    injected: false,
    ports: [{ name: "ztunnel-stats", port: 15020 }],
    ageDays: 49,
  });
}

/** A waypoint, as istiod deploys it for a Gateway of the class istio-waypoint. */
export function addWaypoint(
  cluster: Cluster,
  namespace: string,
  name: string,
): void {
  const gatewayName = { "gateway.networking.k8s.io/gateway-name": name };
  cluster.addWorkload({
    namespace,
    name,
    proxyOnly: true,
    podLabels: {
      ...gatewayName,
      "gateway.istio.io/managed": "istio.io-mesh-controller",
      "gateway.networking.k8s.io/gateway-class-name": "istio-waypoint",
      "istio.io/dataplane-mode": "none",
    },
    ageDays: 26,
  });
  cluster.addService({
    namespace,
    name,
    selector: gatewayName,
    labels: {
      ...gatewayName,
      "gateway.istio.io/managed": "istio.io-mesh-controller",
    },
    ports: [
      { name: "status-port", port: 15021, targetPort: 15021 },
      {
        name: "mesh",
        port: 15008,
        targetPort: 15008,
        appProtocol: "all",
      },
    ],
    ageDays: 26,
  });
}
