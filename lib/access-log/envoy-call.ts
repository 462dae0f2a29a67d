import { readSocketAddress } from "./address";
import type { LoggedFields } from "./envoy-format";
import type { InboundCall, LoggedTransport, PeerAddress } from "./inbound-call";

/** A line that was understood but tells of no call to this pod: its own calls to others, mostly. */
export type EnvoyReading = InboundCall | "not-inbound" | "not-understood";

/** What is known of a log besides its lines. */
export interface LogKnowledge {
  /** Addresses of the pod whose sidecar wrote it. What was called has to be one of them. */
  readonly podIps: ReadonlySet<string>;
  /**
   * Since when its filter lets nothing through but calls without a client certificate, Unix milliseconds;
   * null = no such filter.
   */
  readonly plaintextOnlySinceMs: number | null;
}

export function inboundCallOf(
  fields: LoggedFields,
  { podIps, plaintextOnlySinceMs }: LogKnowledge,
): EnvoyReading {
  const cluster =
    fields.get("UPSTREAM_CLUSTER_RAW") ?? fields.get("UPSTREAM_CLUSTER") ?? "-";
  if (isOutbound(cluster)) return "not-inbound";
  const localText = fields.get("DOWNSTREAM_LOCAL_ADDRESS");
  // Without knowing what was called, nobody can say that it was not this pod.
  if (localText === undefined) return "not-understood";
  const local = readSocketAddress(localText);
  const refused = isRefused(fields, cluster);
  // A line without upstream is a call that the proxy answered by itself, in either direction.
  if (local === null) return cluster === "-" ? "not-inbound" : "not-understood";
  if (!podIps.has(local.ip)) return "not-inbound";
  const peer = peerOf(fields);
  if (peer === null) return "not-understood";
  const atMs = timeOf(fields);
  const isFiltered =
    plaintextOnlySinceMs !== null &&
    atMs !== null &&
    atMs >= plaintextOnlySinceMs + SETTLING_MS;
  return {
    atMs,
    peer,
    localPort: local.port,
    transport: refused ? "plaintext" : transportOf(fields, isFiltered),
    identity: identityOf(fields),
    refused: refused ? "no-filter-chain" : null,
  };
}

/** Until a new filter has reached every proxy. */
const SETTLING_MS = 60_000;

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
 * Only an identity proves mutual TLS: it comes from a certificate that was checked. Istio's clients name the
 * service in a server name of a form of its own, which anybody can send. A connection without any server
 * name, in a format that logs it, was no TLS. Anything else may be either.
 * @param isFiltered the log leaves out whatever came with a client certificate
 */
function transportOf(
  fields: LoggedFields,
  isFiltered: boolean,
): LoggedTransport {
  if (identityOf(fields) !== null) return "mutual_tls";
  if (isFiltered) return "plaintext";
  const version = fields.get("DOWNSTREAM_TLS_VERSION");
  if (version === "-") return "plaintext";
  const serverName = fields.get("REQUESTED_SERVER_NAME");
  if (serverName === undefined) return "unknown";
  if (/^outbound_\.\d+_\./.test(serverName)) return "claims_mutual_tls";
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
