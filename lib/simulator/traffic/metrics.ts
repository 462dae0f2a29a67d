import {
  joinLabels,
  type LabelPart,
  type Labels,
  partOf,
} from "@/lib/simulator/promql/labels";
import type { Edge } from "./edge";

/** One series that counts the calls of an edge. */
export interface Emission {
  readonly name: string;
  readonly labels: Labels;
  readonly reporterUid: string;
  readonly perCall: number;
}

export const SENT_BYTES_PER_CONNECTION = 2_048;
export const RECEIVED_BYTES_PER_CONNECTION = 512;

/** What an Envoy (sidecar, gateway or waypoint) counts of an edge: requests, or connections and bytes. */
export function envoyMetrics(
  edge: Edge,
  labels: readonly LabelPart[],
  reporterUid: string,
): Emission[] {
  const refused = edge.outcome.kind === "refused";
  const flags =
    edge.outcome.kind === "refused" ? envoyFlag(edge.outcome.flag) : "-";
  const emit = emitter(labels, reporterUid);
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
            emit("istio_tcp_sent_bytes_total", tcp, SENT_BYTES_PER_CONNECTION),
            emit(
              "istio_tcp_received_bytes_total",
              tcp,
              RECEIVED_BYTES_PER_CONNECTION,
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

/** Makes the series of one reporter out of the labels that they share. */
export function emitter(labels: readonly LabelPart[], reporterUid: string) {
  return (
    name: string,
    more: Record<string, string>,
    perCall = 1,
  ): Emission => ({
    name,
    labels: joinLabels([...labels, partOf(Object.entries(more))]),
    reporterUid,
    perCall,
  });
}

/** Envoy does not know why the other side closed the connection. */
function envoyFlag(flag: "UC" | "UF" | "DENY"): string {
  return flag === "DENY" ? "UC" : flag;
}
