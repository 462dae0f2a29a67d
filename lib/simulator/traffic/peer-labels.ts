import type { MeshView, PodView, ServiceView } from "@/lib/simulator/mesh/view";
import { type LabelPart, partOf } from "@/lib/simulator/promql/labels";
import type { Client, Edge } from "./edge";

/** The SPIFFE name of a service account. */
export function principal(
  mesh: Pick<MeshView, "trustDomain">,
  { namespace, serviceAccount }: { namespace: string; serviceAccount: string },
): string {
  return `spiffe://${mesh.trustDomain}/ns/${namespace}/sa/${serviceAccount}`;
}

export const UNKNOWN_SOURCE: LabelPart = partOf(
  Object.entries({
    source_workload: "unknown",
    source_workload_namespace: "unknown",
    source_principal: "unknown",
    source_app: "unknown",
    source_version: "unknown",
    source_canonical_service: "unknown",
    source_canonical_revision: "latest",
    source_cluster: "unknown",
  }),
);

export const UNKNOWN_DESTINATION: LabelPart = partOf(
  Object.entries({
    destination_workload: "unknown",
    destination_workload_namespace: "unknown",
    destination_principal: "unknown",
    destination_app: "unknown",
    destination_version: "unknown",
    destination_canonical_service: "unknown",
    destination_canonical_revision: "latest",
    destination_cluster: "unknown",
  }),
);

export function sourceOf(client: Client, sourcePrincipal: string): LabelPart {
  const app = client.labels.app ?? client.workload;
  const version = client.labels.version ?? "unknown";
  return shared({
    source_workload: client.workload,
    source_workload_namespace: client.namespace,
    source_principal: sourcePrincipal,
    source_app: app,
    source_version: version,
    source_canonical_service: app,
    source_canonical_revision: client.labels.version ?? "latest",
    source_cluster: "Kubernetes",
  });
}

export function destinationOf(
  server: PodView,
  destinationPrincipal: string,
): LabelPart {
  const app = server.labels.app ?? server.workload;
  return shared({
    destination_workload: server.workload,
    destination_workload_namespace: server.namespace,
    destination_principal: destinationPrincipal,
    destination_app: app,
    destination_version: server.labels.version ?? "unknown",
    destination_canonical_service: app,
    destination_canonical_revision: server.labels.version ?? "latest",
    destination_cluster: "Kubernetes",
  });
}

export function serviceOf(
  { server, targetPort }: Edge,
  service: Edge["service"],
): LabelPart {
  return service === null
    ? partOf(
        Object.entries({
          destination_service: `${server.ip}:${targetPort}`,
          destination_service_name: "InboundPassthroughCluster",
          destination_service_namespace: server.namespace,
        }),
      )
    : namedService(service);
}

/** ztunnel has no clusters: a call to no service has no service. */
export function ztunnelServiceOf(service: Edge["service"]): LabelPart {
  return service === null ? UNKNOWN_SERVICE : namedService(service);
}

const UNKNOWN_SERVICE = partOf(
  Object.entries({
    destination_service: "unknown",
    destination_service_name: "unknown",
    destination_service_namespace: "unknown",
  }),
);

function namedService({ name, namespace }: ServiceView): LabelPart {
  return shared({
    destination_service: `${name}.${namespace}.svc.cluster.local`,
    destination_service_name: name,
    destination_service_namespace: namespace,
  });
}

export function reportedBy(
  reporter: "source" | "destination" | "waypoint",
  policy: "mutual_tls" | "none" | "unknown",
): LabelPart {
  return shared({ reporter, connection_security_policy: policy });
}

/** What Prometheus' pod discovery adds, so that series of two pods never collide. */
export function reportingPod(pod: PodView): LabelPart {
  return partOf([
    ["namespace", pod.namespace],
    ["pod", pod.name],
    ["app", pod.labels.app ?? pod.workload],
    ["instance", `${pod.ip}:15020`],
    ["job", "kubernetes-pods"],
  ]);
}

const parts = new Map<string, LabelPart>();

/** Labels that many series have, made once: as many as there are workloads and services. */
function shared(labels: Readonly<Record<string, string>>): LabelPart {
  const entries = Object.entries(labels);
  const key = entries.map(([name, value]) => `${name}=${value}`).join("\n");
  const known = parts.get(key) ?? partOf(entries);
  parts.set(key, known);
  return known;
}
