import { refusingPolicy } from "@/lib/simulator/mesh/ambient";
import type { PodView } from "@/lib/simulator/mesh/view";
import { hashOf } from "@/lib/simulator/random";
import {
  callerAddress,
  callerPort,
} from "@/lib/simulator/traffic/caller-address";
import { clientOf } from "@/lib/simulator/traffic/edge";
import { principal } from "@/lib/simulator/traffic/peer-labels";
import type { Course } from "./course";

const HBONE_PORT = 15_008;

/** "connection complete", as ztunnel writes it at the end of every connection, whatever became of it. */
export function ztunnelLine(
  course: Course,
  call: number,
  timeMs: number,
): string {
  const { edge, role } = course;
  const inbound = role === "ztunnel-server";
  const denied =
    inbound && edge.outcome.kind === "refused" && edge.outcome.flag === "DENY";
  const micros = String(hashOf(`${edge.key}|${call}|us`) % 1_000);
  const stamp = new Date(timeMs)
    .toISOString()
    .replace("Z", `${micros.padStart(3, "0")}Z`);
  const accepted = edge.outcome.kind === "accepted";
  const fields = [
    ...(inbound ? inboundEnds(course, call) : outboundEnds(course, call)),
    text("direction", inbound ? "inbound" : "outbound"),
    `bytes_sent=${accepted ? 2_048 : 0}`,
    `bytes_recv=${accepted ? 512 : 0}`,
    text("duration", `${1 + (hashOf(`${edge.key}|${call}`) % 40)}ms`),
    ...(denied
      ? [
          text(
            "error",
            `connection closed due to policy rejection: explicitly denied by: ${refusingPolicy(course.mesh, edge.server)}`,
          ),
        ]
      : accepted
        ? []
        : [text("error", "connection closed by peer")]),
  ];
  const level = accepted ? "info" : "error";
  return `${stamp}\t${level}\taccess\tconnection complete\t${fields.join(" ")}`;
}

function inboundEnds({ edge, mesh }: Course, call: number): string[] {
  const { server, outcome, path, flow } = edge;
  const peer = path.waypoint === null ? edge.client : clientOf(path.waypoint);
  const hbone = outcome.wire === "hbone";
  // ztunnel knows every pod by its address; one on the host network has none of its own.
  const known =
    flow.from.kind === "workload" && peer.pod !== null && !peer.pod.hostNetwork
      ? peer.pod
      : null;
  return [
    `src.addr=${callerAddress(mesh, edge, call)}:${callerPort(edge, call)}`,
    ...(known === null ? [] : named("src", known)),
    ...(hbone ? [text("src.identity", principal(mesh, peer))] : []),
    ...destination(edge, server, hbone),
    ...named("dst", server),
    text("dst.identity", principal(mesh, server)),
  ];
}

function outboundEnds({ edge, mesh }: Course, call: number): string[] {
  const { client, server, path, outcome } = edge;
  const reached = path.waypoint ?? server;
  const hbone = path.waypoint !== null || outcome.wire === "hbone";
  return [
    `src.addr=${client.pod?.ip ?? ""}:${callerPort(edge, call)}`,
    ...(client.pod === null ? [] : named("src", client.pod)),
    text("src.identity", principal(mesh, client)),
    ...destination(edge, reached, hbone),
    ...named("dst", reached),
    ...(hbone ? [text("dst.identity", principal(mesh, reached))] : []),
  ];
}

function destination(
  { service, targetPort }: Course["edge"],
  { ip }: PodView,
  hbone: boolean,
): string[] {
  return [
    `dst.addr=${ip}:${hbone ? HBONE_PORT : targetPort}`,
    ...(hbone ? [`dst.hbone_addr=${ip}:${targetPort}`] : []),
    ...(service === null
      ? []
      : [
          text(
            "dst.service",
            `${service.name}.${service.namespace}.svc.cluster.local`,
          ),
        ]),
  ];
}

function named(end: "src" | "dst", pod: PodView): string[] {
  return [
    text(`${end}.workload`, pod.name),
    text(`${end}.namespace`, pod.namespace),
  ];
}

function text(key: string, value: string): string {
  return `${key}=${JSON.stringify(value)}`;
}
