import type { ClientTlsMode, MutualTlsMode } from "@/lib/mesh/mode";

/** What the TLS of one outbound cluster is built from, once rule and estimate are known (semantics B4). */
export interface OutboundTlsInput {
  /** The mode of the DestinationRule for this port and subset; null = none set. */
  readonly ruleMode: ClientTlsMode | null;
  readonly enableAutoMtls: boolean;
  readonly meshExternal: boolean;
  /** What clients assume about the whole service; see `inferServiceMode`. */
  readonly estimate: MutualTlsMode | "UNKNOWN";
  /** The client's proxy was given certificate files of its own; they replace Istio's wherever a certificate is sent. */
  readonly clientHasOwnCertFiles: boolean;
}

export interface OutboundTls {
  /** null = no TLS at all: plaintext. */
  readonly mode: ClientTlsMode | null;
  readonly decidedBy: "auto" | "rule-or-none";
}

/** Source: istio pilot/pkg/networking/core, buildUpstreamTLSSettings. */
export function outboundTls(input: OutboundTlsInput): OutboundTls {
  const { ruleMode, estimate, clientHasOwnCertFiles } = input;
  if (ruleMode !== null) {
    const sendsCertificate =
      ruleMode === "MUTUAL" || ruleMode === "ISTIO_MUTUAL";
    return {
      mode: sendsCertificate && clientHasOwnCertFiles ? "MUTUAL" : ruleMode,
      decidedBy: "rule-or-none",
    };
  }
  if (
    !input.enableAutoMtls ||
    input.meshExternal ||
    estimate === "UNKNOWN" ||
    estimate === "DISABLE"
  ) {
    return { mode: null, decidedBy: "rule-or-none" };
  }
  return {
    mode: clientHasOwnCertFiles ? "MUTUAL" : "ISTIO_MUTUAL",
    decidedBy: "auto",
  };
}
