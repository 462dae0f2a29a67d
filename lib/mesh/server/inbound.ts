import type { MutualTlsMode } from "@/lib/mesh/mode";

/** What a sidecar knows about one of its own ports (semantics A3). */
export type PortDeclaration =
  | "http"
  /** Any protocol the sidecar passes as bytes, TLS and HTTPS included. */
  | "tcp"
  /** Declared by a Service, but without a protocol: the sidecar looks at the first bytes. */
  | "detect"
  /** No Service, and no ingress listener of a Sidecar, names it: traffic passes through, under policy all the same. */
  | "undeclared";

export interface InboundPort {
  readonly declaration: PortDeclaration;
  /** TLS that an ingress listener of a Sidecar terminates by itself; it counts only where the mode is DISABLE. */
  readonly ingressTls: "SIMPLE" | "MUTUAL" | null;
}

export interface InboundCall {
  /** "tls" = TLS without a client certificate; "mtls" = Istio's. */
  readonly transport: "plaintext" | "tls" | "mtls";
  readonly protocol: "http" | "http2" | "tcp";
}

export type InboundResult =
  | { readonly accepted: true }
  | { readonly accepted: false; readonly reason: InboundRefusal };

type InboundRefusal =
  /** Nothing on this port takes such a connection: it is closed. */
  | "no-filter-chain"
  | "client-certificate-required"
  /** The connection opens, but the bytes are not what the HTTP filter reads. */
  | "protocol-error";

/**
 * One inbound connection at a sidecar. "Accepted" says that bytes reach the process, which is more than
 * some requests need: under DISABLE a TCP port hands TLS bytes to a process that may not speak TLS.
 * Source: istio pilot/pkg/networking/core, listener_inbound and its simulation tests.
 */
export function acceptConnection(
  mode: MutualTlsMode,
  { declaration, ingressTls }: InboundPort,
  call: InboundCall,
): InboundResult {
  if (mode === "DISABLE" && ingressTls !== null) {
    return acceptAtIngress(ingressTls, call);
  }
  const isHttp = declaration === "http";
  switch (call.transport) {
    case "mtls":
      if (mode === "DISABLE") return isHttp ? PROTOCOL_ERROR : ACCEPTED;
      return readAs(declaration, call);
    case "tls":
      if (mode === "STRICT") return refused("client-certificate-required");
      if (!isHttp) return ACCEPTED;
      return mode === "PERMISSIVE"
        ? refused("no-filter-chain")
        : PROTOCOL_ERROR;
    case "plaintext":
      return mode === "STRICT"
        ? refused("no-filter-chain")
        : readAs(declaration, call);
    default:
      return call.transport satisfies never;
  }
}

/** How Envoy names where an accepted connection goes: the port's own cluster, or the one for undeclared ports. */
export function inboundCluster(
  port: number,
  declaration: PortDeclaration,
): string {
  return declaration === "undeclared"
    ? "InboundPassthroughCluster"
    : `inbound|${port}||`;
}

/** The declaration that an application protocol stands for; "" = declared without one. */
export function portDeclaration(appProtocol: string): PortDeclaration {
  const protocol = appProtocol.toLowerCase();
  if (HTTP_PROTOCOLS.has(protocol)) return "http";
  return protocol === "" ? "detect" : "tcp";
}

const HTTP_PROTOCOLS: ReadonlySet<string> = new Set([
  "http",
  "http2",
  "http_proxy",
  "grpc",
  "grpc-web",
]);

const ACCEPTED: InboundResult = { accepted: true };
const PROTOCOL_ERROR = refused("protocol-error");

/** The listener's own certificate; a mesh certificate is as good as any other to it. */
function acceptAtIngress(
  tls: "SIMPLE" | "MUTUAL",
  call: InboundCall,
): InboundResult {
  if (call.transport === "plaintext") return refused("no-filter-chain");
  return tls === "MUTUAL" && call.transport === "tls"
    ? refused("client-certificate-required")
    : ACCEPTED;
}

function readAs(
  declaration: PortDeclaration,
  call: InboundCall,
): InboundResult {
  return declaration === "http" && call.protocol === "tcp"
    ? PROTOCOL_ERROR
    : ACCEPTED;
}

function refused(reason: InboundRefusal): InboundResult {
  return { accepted: false, reason };
}
