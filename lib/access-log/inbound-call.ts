/**
 * One line of a proxy's access log, as far as it speaks of a call that arrived. Everything in a log may be
 * missing, and some of it is the caller's own word; each field says what it is worth.
 */

export interface InboundCall {
  /** Unix milliseconds; null = the format has no time. */
  readonly atMs: number | null;
  /** Who was at the other end of the connection; null = the line does not say. */
  readonly peer: PeerAddress | null;
  /** The port that was called. */
  readonly localPort: number | null;
  readonly transport: LoggedTransport;
  /** SPIFFE name that the peer proved; null = none, or the line does not say. */
  readonly identity: string | null;
  /** The proxy turned it away; null = it was let in. */
  readonly refused: "no-filter-chain" | "ztunnel-policy" | null;
}

export interface PeerAddress {
  readonly ip: string;
  /** "header" = taken from X-Forwarded-For, which anybody may write: a hint, not the peer. */
  readonly from: "connection" | "header";
}

/**
 * "claims_mutual_tls": TLS with a server name as Istio's clients send it. Any TLS client can send one, without
 * a certificate of its own.
 * "unknown": TLS without a statement whether a client certificate was shown, or a format that does not tell.
 */
export type LoggedTransport =
  | "mutual_tls"
  | "claims_mutual_tls"
  | "plaintext"
  | "unknown";
