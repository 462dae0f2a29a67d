import { metricShapeOf } from "@/lib/simulator/mesh/metric-overrides";
import type { Side } from "@/lib/simulator/mesh/telemetry-view";
import type { MeshView, PodView } from "@/lib/simulator/mesh/view";
import {
  dropLabels,
  joinLabels,
  type LabelPart,
  type Labels,
  partOf,
} from "@/lib/simulator/promql/labels";
import { clientOf, type Edge } from "./edge";
import { type Emission, envoyMetrics } from "./metrics";
import {
  destinationOf,
  principal,
  reportedBy,
  reportingPod,
  serviceOf,
  sourceOf,
  UNKNOWN_DESTINATION,
  UNKNOWN_SOURCE,
} from "./peer-labels";
import { ztunnelEmissions } from "./ztunnel-telemetry";

/**
 * What proxies report about one edge (semantics D1, D2): the server's sidecar what it accepted, the
 * client's sidecar what it sent, ztunnels and waypoints what passed through them. Refused plaintext
 * never reaches a sidecar's filters, so there only the client's side can tell; without a proxy on
 * either side nothing can.
 */
export function emissionsOf(
  mesh: MeshView,
  edge: Edge,
  isScraped: (namespace: string) => boolean,
): Emission[] {
  const { server, client, outcome, path } = edge;
  const emissions = ztunnelEmissions(mesh, edge, isScraped);
  const report = (
    labels: readonly LabelPart[],
    reporter: PodView,
    side: Side,
  ) => {
    if (isScraped(reporter.namespace)) {
      const all = [...labels, reportingPod(reporter)];
      emissions.push(
        ...envoyMetrics(edge, all, reporter.uid).flatMap((emission) =>
          shaped(mesh, reporter, side, emission),
        ),
      );
    }
  };
  const serverReports =
    server.hasProxy &&
    !server.isGateway &&
    !server.excludedInboundPorts.has(edge.targetPort);
  if (serverReports && outcome.kind === "accepted") {
    report(destinationLabels(mesh, edge), server, "server");
  }
  if (path.waypoint !== null) {
    report(waypointLabels(mesh, edge), path.waypoint, "server");
  }
  if (client.hasProxy && client.pod !== null) {
    report(sourceLabels(mesh, edge), client.pod, "client");
  }
  return emissions;
}

/** As Telemetry resources leave it: whole, without some labels, or not at all (semantics D4). */
function shaped(
  mesh: MeshView,
  reporter: PodView,
  side: Side,
  emission: Emission,
): Emission[] {
  const shape = metricShapeOf(mesh.logging, reporter, side, emission.name);
  if (shape === null) {
    return [];
  }
  const { removedTags } = shape;
  return removedTags.size === 0
    ? [emission]
    : [{ ...emission, labels: dropLabels(emission.labels, [...removedTags]) }];
}

/** `istio_build` stands for "this proxy was scraped", whether or not it saw a call. */
export function proxyBuildLabels(
  pod: PodView,
  component: "proxy" | "ztunnel",
): Labels {
  const version = partOf(Object.entries({ component, tag: "1.24.2" }));
  return joinLabels([version, reportingPod(pod)]);
}

function destinationLabels(mesh: MeshView, edge: Edge): LabelPart[] {
  const { server, outcome, flow, path } = edge;
  const peer = path.waypoint === null ? edge.client : clientOf(path.waypoint);
  const mutual = isMutual(outcome.wire);
  // Over plaintext only HTTP carries the peer's metadata, in a header; nothing vouches for it.
  const named = mutual || (peer.hasProxy && isHttp(flow.protocol));
  return [
    reportedBy("destination", mutual ? "mutual_tls" : "none"),
    named
      ? sourceOf(peer, mutual ? principal(mesh, peer) : "unknown")
      : UNKNOWN_SOURCE,
    destinationOf(server, mutual ? principal(mesh, server) : "unknown"),
    serviceOf(edge, edge.blamed),
  ];
}

/** The leg from the client to the waypoint, with the client's own name (semantics D1). */
function waypointLabels(mesh: MeshView, edge: Edge): LabelPart[] {
  return [
    reportedBy("waypoint", "mutual_tls"),
    sourceOf(edge.client, principal(mesh, edge.client)),
    destinationOf(edge.server, principal(mesh, edge.server)),
    serviceOf(edge, edge.service),
  ];
}

function sourceLabels(mesh: MeshView, edge: Edge): LabelPart[] {
  const { client, server, outcome, service } = edge;
  const mutual = outcome.kind === "accepted" && isMutual(outcome.wire);
  const destination =
    service === null
      ? [
          UNKNOWN_DESTINATION,
          partOf(
            Object.entries({
              destination_service: server.ip,
              destination_service_name: "PassthroughCluster",
              destination_service_namespace: "unknown",
            }),
          ),
        ]
      : [
          destinationOf(server, mutual ? principal(mesh, server) : "unknown"),
          serviceOf(edge, service),
        ];
  return [
    reportedBy("source", "unknown"),
    sourceOf(client, mutual ? principal(mesh, client) : "unknown"),
    ...destination,
  ];
}

function isMutual(wire: Edge["outcome"]["wire"]): boolean {
  return wire === "mtls" || wire === "hbone";
}

function isHttp(protocol: Edge["flow"]["protocol"]): boolean {
  return protocol === "http" || protocol === "grpc";
}
