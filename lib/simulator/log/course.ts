import type { PlaceView } from "@/lib/simulator/mesh/view";
import { callsUntil, type Pace } from "@/lib/simulator/traffic/counter";
import type { Edge } from "@/lib/simulator/traffic/edge";

/** What a proxy has to do with a call. */
export type Role =
  /** A sidecar takes it. */
  | "server"
  /** A sidecar turns it away before it is a request: no filter chain for plaintext (semantics A3). */
  | "refuser"
  /** A sidecar or gateway makes it. */
  | "client"
  | "waypoint"
  | "ztunnel-server"
  | "ztunnel-client";

/** The calls of an edge for as long as nothing about them changed, in the log of one proxy. */
export interface Course {
  readonly role: Role;
  readonly edge: Edge;
  readonly mesh: PlaceView;
  /** Shared with the counters of the same calls, so lines and counts agree. */
  readonly pace: Pace;
}

/** Whose logs an edge shows in: uid of the proxy's pod, and its part. */
export function writersOf(edge: Edge): { uid: string; role: Role }[] {
  const { client, server, outcome, path } = edge;
  const writers: { uid: string; role: Role }[] = [];
  const seesInbound =
    server.hasProxy &&
    !server.isGateway &&
    !server.excludedInboundPorts.has(edge.targetPort);
  // What arrives in a tunnel is not simulated in logs: sidecars write it in several pieces.
  if (seesInbound && outcome.kind === "accepted" && outcome.wire !== "hbone") {
    writers.push({ uid: server.uid, role: "server" });
  }
  // Foreign TLS finds a filter chain at a STRICT port, and fails in its handshake without a line.
  if (
    seesInbound &&
    outcome.kind === "refused" &&
    outcome.flag === "UC" &&
    outcome.wire === "plaintext"
  ) {
    writers.push({ uid: server.uid, role: "refuser" });
  }
  if (client.hasProxy && client.pod !== null) {
    writers.push({ uid: client.pod.uid, role: "client" });
  }
  if (path.waypoint !== null) {
    writers.push({ uid: path.waypoint.uid, role: "waypoint" });
  }
  if (path.serverZtunnel !== null) {
    writers.push({ uid: path.serverZtunnel.uid, role: "ztunnel-server" });
  }
  if (path.clientZtunnel !== null) {
    writers.push({ uid: path.clientZtunnel.uid, role: "ztunnel-client" });
  }
  return writers;
}

/** A caller of more than this writes only every n-th of its lines; nobody disappears. */
const MAX_LINES_PER_S = 20;

/** Numbers of the calls that are written, after one moment and up to another. */
export interface WrittenCalls {
  readonly first: number;
  readonly count: number;
  readonly stride: number;
}

export function writtenCalls(
  pace: Pace,
  afterMs: number,
  untilMs: number,
): WrittenCalls {
  const stride = Math.max(
    1,
    Math.ceil((pace.ratePerMs * 1_000) / MAX_LINES_PER_S),
  );
  const before = Math.floor(callsUntil(pace, afterMs) / stride);
  const count = Math.floor(callsUntil(pace, untilMs) / stride) - before;
  return { first: (before + 1) * stride, count: Math.max(0, count), stride };
}

/** When the k-th call of a pace fell. */
export function timeOfCall({ fromMs, phase, ratePerMs }: Pace, call: number) {
  return fromMs + (call - phase) / ratePerMs;
}
