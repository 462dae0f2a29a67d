import type { MeshView } from "@/lib/simulator/mesh/view";
import type { LabelPart } from "@/lib/simulator/promql/labels";
import { type Client, clientOf, type Edge } from "./edge";
import {
  type Emission,
  emitter,
  RECEIVED_BYTES_PER_CONNECTION,
  SENT_BYTES_PER_CONNECTION,
} from "./metrics";
import {
  destinationOf,
  principal,
  reportedBy,
  reportingPod,
  sourceOf,
  UNKNOWN_SOURCE,
  ztunnelServiceOf,
} from "./peer-labels";

/**
 * What the ztunnels at both ends of an edge report. To ztunnel everything is TCP, and what is not
 * HBONE is "unknown", never "none" (semantics D1).
 */
export function ztunnelEmissions(
  mesh: MeshView,
  edge: Edge,
  isScraped: (namespace: string) => boolean,
): Emission[] {
  const { clientZtunnel, serverZtunnel } = edge.path;
  const emissions: Emission[] = [];
  if (clientZtunnel !== null && isScraped(clientZtunnel.namespace)) {
    const labels = [...sourceLabels(mesh, edge), reportingPod(clientZtunnel)];
    emissions.push(...connections(edge, "source", labels, clientZtunnel.uid));
  }
  if (serverZtunnel !== null && isScraped(serverZtunnel.namespace)) {
    const labels = [
      ...destinationLabels(mesh, edge),
      reportingPod(serverZtunnel),
    ];
    emissions.push(
      ...connections(edge, "destination", labels, serverZtunnel.uid),
    );
  }
  return emissions;
}

/**
 * A connection that ztunnel refuses counts as opened all the same; only its end says DENY
 * (semantics D2). The ztunnel at the other end just sees it close.
 */
function connections(
  { outcome }: Edge,
  reporter: "source" | "destination",
  labels: readonly LabelPart[],
  reporterUid: string,
): Emission[] {
  const emit = emitter(labels, reporterUid);
  const tcp = { request_protocol: "tcp", response_flags: "-" };
  const opened = emit("istio_tcp_connections_opened_total", tcp);
  const atServer = reporter === "destination";
  if (outcome.kind === "refused" && outcome.flag === "DENY" && atServer) {
    const denied = { ...tcp, response_flags: "DENY" };
    return [
      opened,
      emit("istio_tcp_connections_closed_total", denied),
      emit("istio_tcp_connections_failed_total", denied),
    ];
  }
  const closed = emit("istio_tcp_connections_closed_total", tcp);
  return outcome.kind === "refused"
    ? [opened, closed]
    : [
        opened,
        closed,
        emit("istio_tcp_sent_bytes_total", tcp, SENT_BYTES_PER_CONNECTION),
        emit(
          "istio_tcp_received_bytes_total",
          tcp,
          RECEIVED_BYTES_PER_CONNECTION,
        ),
      ];
}

/** Behind a waypoint the server's ztunnel sees the waypoint, and not the client (semantics A6). */
function destinationLabels(mesh: MeshView, edge: Edge): LabelPart[] {
  const { server, outcome, path } = edge;
  const peer = path.waypoint === null ? edge.client : clientOf(path.waypoint);
  const hbone = outcome.wire === "hbone";
  return [
    reportedBy("destination", hbone ? "mutual_tls" : "unknown"),
    isKnownByAddress(edge, peer)
      ? sourceOf(peer, hbone ? principal(mesh, peer) : "unknown")
      : UNKNOWN_SOURCE,
    destinationOf(server, hbone ? principal(mesh, server) : "unknown"),
    ztunnelServiceOf(edge.blamed),
  ];
}

/** ztunnel finds every pod of the cluster by its IP, meshed or not; a pod on the host network has none. */
function isKnownByAddress({ flow }: Edge, { pod }: Client): boolean {
  return (
    pod?.hostNetwork !== true &&
    (flow.from.kind === "workload" || flow.from.kind === "transient")
  );
}

/** ztunnel speaks for its own pod, so that one is always known; the other end only through HBONE. */
function sourceLabels(mesh: MeshView, edge: Edge): LabelPart[] {
  const { client, outcome, path } = edge;
  const reached = path.waypoint ?? edge.server;
  const hbone = path.waypoint !== null || outcome.wire === "hbone";
  return [
    reportedBy("source", hbone ? "mutual_tls" : "unknown"),
    sourceOf(client, principal(mesh, client)),
    destinationOf(reached, hbone ? principal(mesh, reached) : "unknown"),
    ztunnelServiceOf(edge.service),
  ];
}
