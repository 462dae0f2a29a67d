import { readSocketAddress } from "./address";
import type { LoggedFields } from "./envoy-format";
import type { InboundCall, LoggedTransport, PeerAddress } from "./inbound-call";

/** A line that was understood but tells of no call to this pod: its own calls to others, mostly. */
export type EnvoyReading = InboundCall | "not-inbound" | "not-understood";

/**
 * @param podIps addresses of the pod whose sidecar wrote the line. What was called has to be one of them:
 *   a TLS client may put blanks into its server name, and shift the fields of a text line by that.
 */
export function inboundCallOf(
  fields: LoggedFields,
  podIps: ReadonlySet<string>,
): EnvoyReading {
  const cluster =
    fields.get("UPSTREAM_CLUSTER_RAW") ?? fields.get("UPSTREAM_CLUSTER") ?? "-";
  if (isOutbound(cluster)) return "not-inbound";
  const local = readSocketAddress(fields.get("DOWNSTREAM_LOCAL_ADDRESS"));
  const refused = isRefused(fields, cluster);
  // A line without upstream is a call that the proxy answered by itself, in either direction.
  if (local === null) return cluster === "-" ? "not-inbound" : "not-understood";
  if (!podIps.has(local.ip)) return "not-inbound";
  const peer = peerOf(fields);
  if (peer === null) return "not-understood";
  return {
    atMs: timeOf(fields),
    peer,
    localPort: local.port,
    transport: refused ? "plaintext" : transportOf(fields),
    identity: identityOf(fields),
    refused: refused ? "no-filter-chain" : null,
  };
}

function isOutbound(cluster: string): boolean {
  return (
    cluster.startsWith("outbound|") ||
    cluster === "PassthroughCluster" ||
    cluster === "BlackHoleCluster"
  );
}

/**
 * A connection that no filter chain took. At the inbound listener of a STRICT port that is plaintext: TLS of
 * any kind finds a chain there and fails later, in its handshake (semantics A3). Proxies before 1.8 log no
 * details; there a connection without a protocol, a code or an upstream is the same thing.
 */
function isRefused(fields: LoggedFields, cluster: string): boolean {
  if (cluster !== "-") return false;
  const flags = (fields.get("RESPONSE_FLAGS") ?? "").split(",");
  if (!flags.includes("NR") && !flags.includes("NoRouteFound")) return false;
  const details = fields.get("RESPONSE_CODE_DETAILS");
  if (details !== undefined && details !== "-") {
    return details === "filter_chain_not_found";
  }
  return (
    (fields.get("RESPONSE_CODE") ?? "0") === "0" &&
    (fields.get("REQUESTED_SERVER_NAME") ?? "-") === "-"
  );
}

/**
 * The address of the connection itself where the format has it. DOWNSTREAM_REMOTE_ADDRESS is replaced by
 * the last X-Forwarded-For entry where there is one; such an address has no port, and Envoy writes 0.
 */
function peerOf(fields: LoggedFields): PeerAddress | null {
  const direct = readSocketAddress(
    fields.get("DOWNSTREAM_DIRECT_REMOTE_ADDRESS"),
  );
  if (direct !== null) return { ip: direct.ip, from: "connection" };
  const remote = readSocketAddress(fields.get("DOWNSTREAM_REMOTE_ADDRESS"));
  if (remote === null) return null;
  return { ip: remote.ip, from: remote.port === 0 ? "header" : "connection" };
}

/**
 * Istio's clients name the service in a server name of a form that nobody else uses; a connection without
 * any server name, in a format that logs it, was no TLS. Anything else may be either.
 */
function transportOf(fields: LoggedFields): LoggedTransport {
  if (identityOf(fields) !== null) return "mutual_tls";
  const version = fields.get("DOWNSTREAM_TLS_VERSION");
  if (version === "-") return "plaintext";
  const serverName = fields.get("REQUESTED_SERVER_NAME");
  if (serverName === undefined) return "unknown";
  if (/^outbound_\.\d+_\./.test(serverName)) return "mutual_tls";
  return serverName === "-" && version === undefined ? "plaintext" : "unknown";
}

function identityOf(fields: LoggedFields): string | null {
  const name = fields.get("DOWNSTREAM_PEER_URI_SAN") ?? "-";
  return name.startsWith("spiffe://") ? name : null;
}

function timeOf(fields: LoggedFields): number | null {
  const ms = Date.parse(fields.get("START_TIME") ?? "");
  return Number.isNaN(ms) ? null : ms;
}
