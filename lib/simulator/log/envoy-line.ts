import type { LoggedCall } from "@/lib/simulator/mesh/log-filter";
import type { ServiceView } from "@/lib/simulator/mesh/view";
import { hashOf, uidOf } from "@/lib/simulator/random";
import {
  callerAddress,
  callerPort,
} from "@/lib/simulator/traffic/caller-address";
import { clientOf } from "@/lib/simulator/traffic/edge";
import { principal } from "@/lib/simulator/traffic/peer-labels";
import type { Course } from "./course";
import type { OperatorValues } from "./envoy-format";

/** What access log filters ask about the calls of a course. */
export function loggedCall({ role, edge }: Course): LoggedCall {
  const { outcome, flow } = edge;
  const isHttp = flow.protocol === "http" || flow.protocol === "grpc";
  return {
    mtls: role === "waypoint" || (role === "server" && outcome.wire === "mtls"),
    responseCode:
      role === "refuser" || !isHttp
        ? null
        : outcome.kind === "refused"
          ? 503
          : (flow.responseCode ?? 200),
  };
}

/** Envoy's operators for one call, as the proxy in this role knows them. */
export function envoyValues(
  course: Course,
  call: number,
  timeMs: number,
): OperatorValues {
  const { edge, role } = course;
  const noise = hashOf(`${edge.key}|${call}`);
  const values: Record<string, string | number | null> = {
    START_TIME: new Date(timeMs).toISOString(),
    RESPONSE_CODE: 0,
    RESPONSE_FLAGS: "-",
    BYTES_RECEIVED: 0,
    BYTES_SENT: 0,
    DURATION: 1 + (noise % 40),
    ...addresses(course, call, noise),
  };
  if (role === "refuser") {
    return {
      ...values,
      RESPONSE_FLAGS: "NR",
      RESPONSE_CODE_DETAILS: "filter_chain_not_found",
      DURATION: 0,
    };
  }
  const { protocol } = edge.flow;
  return protocol === "http" || protocol === "grpc"
    ? { ...values, ...request(course, call, noise) }
    : { ...values, ...connection(course) };
}

function request(
  { edge, role }: Course,
  call: number,
  noise: number,
): OperatorValues {
  const { flow, outcome, service, server, targetPort, client } = edge;
  const grpc = flow.protocol === "grpc";
  const refused = role === "client" && outcome.kind === "refused";
  const code = refused ? 503 : (flow.responseCode ?? 200);
  const name = service?.name ?? server.workload;
  return {
    "REQ(:METHOD)": grpc ? "POST" : "GET",
    "REQ(:PATH)": grpc ? `/${name}.v1.Api/Get` : pathOf(edge),
    "REQ(USER-AGENT)": userAgentOf(edge),
    "REQ(X-REQUEST-ID)": uidOf(`${edge.key}|${call}`),
    "REQ(:AUTHORITY)":
      service === null || flow.to.kind === "pods"
        ? `${server.ip}:${targetPort}`
        : `${name}.${server.namespace}:${flow.to.port}`,
    "REQ(X-FORWARDED-FOR)":
      client.pod?.isGateway === true ? visitor(noise) : null,
    PROTOCOL: grpc ? "HTTP/2" : "HTTP/1.1",
    RESPONSE_CODE: code,
    RESPONSE_FLAGS:
      refused && outcome.kind === "refused" ? flagOf(outcome.flag) : "-",
    RESPONSE_CODE_DETAILS: refused
      ? "upstream_reset_before_response_started{connection_termination}"
      : "via_upstream",
    BYTES_SENT: refused ? 95 : 200 + (noise % 1_800),
    "RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)": refused ? null : 1 + (noise % 39),
    ROUTE_NAME: "default",
  };
}

function connection({ edge, role }: Course): OperatorValues {
  const { outcome } = edge;
  const refused = role === "client" && outcome.kind === "refused";
  return {
    RESPONSE_FLAGS:
      refused && outcome.kind === "refused" ? flagOf(outcome.flag) : "-",
    BYTES_RECEIVED: refused ? 0 : 512,
    BYTES_SENT: refused ? 0 : 2_048,
  };
}

function addresses(
  course: Course,
  call: number,
  noise: number,
): OperatorValues {
  const { edge, mesh, role } = course;
  const { server, client, service, targetPort, flow } = edge;
  const port = callerPort(edge, call);
  const target = `${server.ip}:${targetPort}`;
  if (role === "server" || role === "refuser") {
    const ip = callerAddress(mesh, edge, call);
    const peer =
      edge.path.waypoint === null ? client : clientOf(edge.path.waypoint);
    const forwarded =
      role === "server" && isHttp(edge) && client.pod?.isGateway === true;
    const tls = edge.outcome.wire === "mtls";
    return {
      DOWNSTREAM_LOCAL_ADDRESS: target,
      DOWNSTREAM_LOCAL_PORT: targetPort,
      // The last X-Forwarded-For entry takes the place of the peer, without a port.
      DOWNSTREAM_REMOTE_ADDRESS: forwarded
        ? `${visitor(noise)}:0`
        : `${ip}:${port}`,
      DOWNSTREAM_DIRECT_REMOTE_ADDRESS: `${ip}:${port}`,
      ...(role === "refuser"
        ? {}
        : {
            UPSTREAM_HOST: target,
            ...cluster(
              edge.blamed === null
                ? "InboundPassthroughCluster"
                : `inbound|${targetPort}||`,
            ),
            UPSTREAM_LOCAL_ADDRESS: `127.0.0.6:${32_768 + (noise % 28_000)}`,
          }),
      ...(tls
        ? {
            REQUESTED_SERVER_NAME: serverName(service, flow.to.port),
            DOWNSTREAM_TLS_VERSION: "TLSv1.3",
            DOWNSTREAM_PEER_URI_SAN: principal(mesh, peer),
            DOWNSTREAM_LOCAL_URI_SAN: principal(mesh, server),
          }
        : {}),
      // The application's own TLS is passed through, and its server name is seen on the way.
      ...(edge.outcome.wire === "tls" && service !== null
        ? { REQUESTED_SERVER_NAME: hostOf(service) }
        : {}),
    };
  }
  const own = client.pod?.ip ?? "";
  const called = `${service?.clusterIp ?? server.ip}:${service === null ? targetPort : flow.to.port}`;
  const outbound =
    role === "waypoint"
      ? `inbound-vip|${flow.to.port}|http|${service === null ? target : hostOf(service)}`
      : service === null
        ? "PassthroughCluster"
        : `outbound|${flow.to.port}||${hostOf(service)}`;
  return {
    DOWNSTREAM_LOCAL_ADDRESS: called,
    DOWNSTREAM_REMOTE_ADDRESS: `${own}:${port}`,
    DOWNSTREAM_DIRECT_REMOTE_ADDRESS: `${own}:${port}`,
    UPSTREAM_HOST: target,
    ...cluster(outbound),
    UPSTREAM_LOCAL_ADDRESS: `${own}:${port}`,
  };
}

function cluster(name: string): OperatorValues {
  return { UPSTREAM_CLUSTER: name, UPSTREAM_CLUSTER_RAW: name };
}

/** The form that only Istio's clients use. */
function serverName(service: ServiceView | null, port: number): string | null {
  return service === null ? null : `outbound_.${port}_._.${hostOf(service)}`;
}

function hostOf({ name, namespace }: ServiceView): string {
  return `${name}.${namespace}.svc.cluster.local`;
}

function isHttp({ flow }: Course["edge"]): boolean {
  return flow.protocol === "http" || flow.protocol === "grpc";
}

/** Somebody on the internet, behind a gateway. */
function visitor(noise: number): string {
  return `198.51.100.${1 + (noise % 250)}`;
}

function pathOf({ flow: { from, to } }: Course["edge"]): string {
  if (from.kind === "node" && from.as === "kubelet") return "/healthz";
  return to.kind === "pods" ? "/metrics" : "/";
}

function userAgentOf({ flow, client }: Course["edge"]): string {
  if (flow.from.kind === "node" && flow.from.as === "kubelet") {
    return "kube-probe/1.31";
  }
  if (client.workload === "prometheus") return "Prometheus/2.55.0";
  return flow.protocol === "grpc" ? "grpc-go/1.66.0" : "curl/8.11.0";
}

/** Envoy does not know why the other side closed the connection. */
function flagOf(flag: "UC" | "UF" | "DENY"): string {
  return flag === "DENY" ? "UC" : flag;
}
