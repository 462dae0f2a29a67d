import type { MeshView, PodView } from "@/lib/simulator/mesh/view";
import { type Labels, makeLabels } from "@/lib/simulator/promql/labels";
import type { Client, Edge } from "./edge";

/** One series that counts the calls of an edge. */
export interface Emission {
  readonly name: string;
  readonly labels: Labels;
  readonly reporterUid: string;
  readonly perCall: number;
}

const sentBytesPerConnection = 2_048;
const receivedBytesPerConnection = 512;

/**
 * What proxies report about one edge (semantics D1, D2): the server's sidecar what it accepted, the
 * client's sidecar what it sent. Refused plaintext never reaches the server's filters, so only the
 * client's side can tell; without a sidecar on either side nothing can.
 */
export function emissionsOf(
  mesh: MeshView,
  edge: Edge,
  isScraped: (namespace: string) => boolean,
): Emission[] {
  const { server, client, outcome } = edge;
  const emissions: Emission[] = [];
  const serverReports =
    server.hasProxy &&
    !server.isGateway &&
    !server.excludedInboundPorts.has(edge.targetPort) &&
    isScraped(server.namespace);
  if (serverReports && outcome.kind === "accepted") {
    const labels = {
      ...destinationLabels(mesh, edge),
      ...reportingPod(server),
    };
    emissions.push(...metrics(edge, labels, server.uid));
  }
  if (client.hasProxy && client.pod !== null && isScraped(client.namespace)) {
    const labels = { ...sourceLabels(mesh, edge), ...reportingPod(client.pod) };
    emissions.push(...metrics(edge, labels, client.pod.uid));
  }
  return emissions;
}

/** `istio_build` stands for "this proxy was scraped", whether or not it saw a call. */
export function proxyBuildLabels(pod: PodView): Labels {
  return makeLabels(
    Object.entries({
      component: "proxy",
      tag: "1.24.2",
      ...reportingPod(pod),
    }),
  );
}

function metrics(
  edge: Edge,
  labels: Record<string, string>,
  reporterUid: string,
): Emission[] {
  const refused = edge.outcome.kind === "refused";
  const flags = edge.outcome.kind === "refused" ? edge.outcome.flag : "-";
  const emit = (name: string, more: Record<string, string>, perCall = 1) => ({
    name,
    labels: makeLabels(Object.entries({ ...labels, ...more })),
    reporterUid,
    perCall,
  });
  switch (edge.flow.protocol) {
    case "http":
    case "grpc": {
      const grpc = edge.flow.protocol === "grpc";
      return [
        emit("istio_requests_total", {
          request_protocol: edge.flow.protocol,
          response_code: refused
            ? "503"
            : String(edge.flow.responseCode ?? 200),
          response_flags: flags,
          ...(grpc ? { grpc_response_status: refused ? "14" : "0" } : {}),
        }),
      ];
    }
    case "tcp":
    case "tls": {
      const tcp = { request_protocol: "tcp", response_flags: flags };
      const bytes = refused
        ? []
        : [
            emit("istio_tcp_sent_bytes_total", tcp, sentBytesPerConnection),
            emit(
              "istio_tcp_received_bytes_total",
              tcp,
              receivedBytesPerConnection,
            ),
          ];
      return [
        emit("istio_tcp_connections_opened_total", tcp),
        emit("istio_tcp_connections_closed_total", tcp),
        ...bytes,
      ];
    }
    default: {
      const impossible: never = edge.flow.protocol;
      throw new TypeError(String(impossible));
    }
  }
}

function destinationLabels(mesh: MeshView, edge: Edge): Record<string, string> {
  const { client, server, outcome, flow } = edge;
  const mutual = outcome.wire === "mtls";
  // Over plaintext only HTTP carries the peer's metadata, in a header; nothing vouches for it.
  const named = client.hasProxy && (mutual || isHttp(flow.protocol));
  return {
    reporter: "destination",
    connection_security_policy: mutual ? "mutual_tls" : "none",
    ...(named
      ? sourceOf(client, mutual ? principal(mesh, client) : "unknown")
      : unknownSource),
    ...destinationOf(edge, mutual ? principal(mesh, server) : "unknown"),
    ...serviceOf(edge, edge.blamed),
  };
}

function sourceLabels(mesh: MeshView, edge: Edge): Record<string, string> {
  const { client, server, outcome, service } = edge;
  const mutual = outcome.kind === "accepted" && outcome.wire === "mtls";
  const destination =
    service === null
      ? {
          ...unknownDestination,
          destination_service: server.ip,
          destination_service_name: "PassthroughCluster",
          destination_service_namespace: "unknown",
        }
      : {
          ...destinationOf(edge, mutual ? principal(mesh, server) : "unknown"),
          ...serviceOf(edge, service),
        };
  return {
    reporter: "source",
    connection_security_policy: "unknown",
    ...sourceOf(client, mutual ? principal(mesh, client) : "unknown"),
    ...destination,
  };
}

function isHttp(protocol: Edge["flow"]["protocol"]): boolean {
  return protocol === "http" || protocol === "grpc";
}

function principal(
  mesh: MeshView,
  { namespace, serviceAccount }: { namespace: string; serviceAccount: string },
): string {
  return `spiffe://${mesh.trustDomain}/ns/${namespace}/sa/${serviceAccount}`;
}

const unknownSource: Record<string, string> = {
  source_workload: "unknown",
  source_workload_namespace: "unknown",
  source_principal: "unknown",
  source_app: "unknown",
  source_version: "unknown",
  source_canonical_service: "unknown",
  source_canonical_revision: "latest",
  source_cluster: "unknown",
};

const unknownDestination: Record<string, string> = {
  destination_workload: "unknown",
  destination_workload_namespace: "unknown",
  destination_principal: "unknown",
  destination_app: "unknown",
  destination_version: "unknown",
  destination_canonical_service: "unknown",
  destination_canonical_revision: "latest",
  destination_cluster: "unknown",
};

function sourceOf(
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

function destinationOf(
  { server }: Edge,
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

function serviceOf(
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

/** What Prometheus' pod discovery adds, so that series of two pods never collide. */
function reportingPod(pod: PodView): Record<string, string> {
  return {
    namespace: pod.namespace,
    pod: pod.name,
    app: pod.labels.app ?? pod.workload,
    instance: `${pod.ip}:15020`,
    job: "kubernetes-pods",
  };
}
