import type { MeshView, PodView } from "@/lib/simulator/mesh/view";
import type { Client, Edge } from "./edge";

/** The SPIFFE name of a service account. */
export function principal(
  mesh: MeshView,
  { namespace, serviceAccount }: { namespace: string; serviceAccount: string },
): string {
  return `spiffe://${mesh.trustDomain}/ns/${namespace}/sa/${serviceAccount}`;
}

export const UNKNOWN_SOURCE: Record<string, string> = {
  source_workload: "unknown",
  source_workload_namespace: "unknown",
  source_principal: "unknown",
  source_app: "unknown",
  source_version: "unknown",
  source_canonical_service: "unknown",
  source_canonical_revision: "latest",
  source_cluster: "unknown",
};

export const UNKNOWN_DESTINATION: Record<string, string> = {
  destination_workload: "unknown",
  destination_workload_namespace: "unknown",
  destination_principal: "unknown",
  destination_app: "unknown",
  destination_version: "unknown",
  destination_canonical_service: "unknown",
  destination_canonical_revision: "latest",
  destination_cluster: "unknown",
};

export function sourceOf(
  client: Client,
  sourcePrincipal: string,
): Record<string, string> {
  const app = client.labels.app ?? client.workload;
  const version = client.labels.version ?? "unknown";
  return {
    source_workload: client.workload,
    source_workload_namespace: client.namespace,
    source_principal: sourcePrincipal,
    source_app: app,
    source_version: version,
    source_canonical_service: app,
    source_canonical_revision: client.labels.version ?? "latest",
    source_cluster: "Kubernetes",
  };
}

export function destinationOf(
  server: PodView,
  destinationPrincipal: string,
): Record<string, string> {
  const app = server.labels.app ?? server.workload;
  return {
    destination_workload: server.workload,
    destination_workload_namespace: server.namespace,
    destination_principal: destinationPrincipal,
    destination_app: app,
    destination_version: server.labels.version ?? "unknown",
    destination_canonical_service: app,
    destination_canonical_revision: server.labels.version ?? "latest",
    destination_cluster: "Kubernetes",
  };
}

export function serviceOf(
  { server, targetPort }: Edge,
  service: Edge["service"],
): Record<string, string> {
  return service === null
    ? {
        destination_service: `${server.ip}:${targetPort}`,
        destination_service_name: "InboundPassthroughCluster",
        destination_service_namespace: server.namespace,
      }
    : {
        destination_service: `${service.name}.${service.namespace}.svc.cluster.local`,
        destination_service_name: service.name,
        destination_service_namespace: service.namespace,
      };
}

/** ztunnel has no clusters: a call to no service has no service. */
export function ztunnelServiceOf(
  service: Edge["service"],
): Record<string, string> {
  return service === null
    ? {
        destination_service: "unknown",
        destination_service_name: "unknown",
        destination_service_namespace: "unknown",
      }
    : {
        destination_service: `${service.name}.${service.namespace}.svc.cluster.local`,
        destination_service_name: service.name,
        destination_service_namespace: service.namespace,
      };
}

/** What Prometheus' pod discovery adds, so that series of two pods never collide. */
export function reportingPod(pod: PodView): Record<string, string> {
  return {
    namespace: pod.namespace,
    pod: pod.name,
    app: pod.labels.app ?? pod.workload,
    instance: `${pod.ip}:15020`,
    job: "kubernetes-pods",
  };
}
