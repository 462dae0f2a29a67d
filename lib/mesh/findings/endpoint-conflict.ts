import type { ClientTls, SentTls } from "@/lib/mesh/client/client-tls";
import {
  type Caller,
  type CallOutcome,
  callOutcome,
  type Receiver,
} from "@/lib/mesh/client/outcome";
import type { ClientTlsMode } from "@/lib/mesh/mode";
import type { Pod } from "@/lib/mesh/objects";
import {
  acceptsHbone,
  proxyShape,
  tlsModeLabel,
} from "@/lib/mesh/server/proxy";
import type { ServiceVerdict } from "@/lib/mesh/server/service-mode";
import type { FindingParams } from "./finding";

type ConflictCode =
  | "plaintext-to-strict"
  | "foreign-tls-to-strict"
  | "foreign-tls-to-http"
  | "mutual-tls-to-disable"
  | "mutual-tls-to-no-proxy"
  | "auto-mtls-off-to-strict";

export interface EndpointConflict {
  readonly code: ConflictCode;
  /** What the client sends, in the words of a rule: DISABLE is plaintext. */
  readonly tls: ClientTlsMode;
  readonly unless: FindingParams[ConflictCode]["unless"];
}

export type PodPort = ServiceVerdict["ports"][number]["pods"][number];

/**
 * Why the call of a sidecar to one endpoint fails, where a DestinationRule or the absence of auto mTLS is
 * the reason (semantics B5); null where the call works, is up to the application, or fails for a reason
 * that lies with the server: a missing label, a DISABLE parent above STRICT, or a ztunnel that reads an
 * identity from HBONE alone, whatever a rule says.
 *
 * @param endpointMode what the rule says to the endpoint check (semantics B4, quirk)
 */
export function endpointConflict(
  tls: ClientTls,
  endpointMode: ClientTlsMode | null,
  endpoint: PodPort,
  appProtocol: string,
  sendsHbone: boolean | "unknown",
): EndpointConflict | null {
  const { pod, targetPort, mode, enforcement } = endpoint;
  const sends = tls.toEndpoint(pod, targetPort);
  const receiver: Receiver = {
    enforcement,
    mode,
    appProtocol,
    acceptsHbone: false,
  };
  const outcome = callOutcome(sidecar(sends), receiver);
  if (outcome.result !== "fails") return null;
  const cause = causeOf(tls, endpointMode, pod);
  if (cause === null || mayTerminateItself(pod)) return null;
  if (outcome.how === "refused-by-ztunnel" && sends !== "tls") return null;
  const code = codeOf(outcome, receiver);
  const saved =
    sendsHbone !== false && acceptsHbone(pod) && savedByHbone(sends, receiver);
  if (saved && sendsHbone === true) return null;
  return {
    code: cause === "auto-off" ? "auto-mtls-off-to-strict" : code,
    tls: wordFor(sends, tls.mode),
    unless: saved
      ? "hbone"
      : code === "foreign-tls-to-strict" && tls.mode === "MUTUAL"
        ? "mesh-certificates"
        : "",
  };
}

function sidecar(sends: SentTls, sendsHbone = false): Caller {
  return { proxy: "sidecar", sends, sendsHbone };
}

function savedByHbone(sends: SentTls, receiver: Receiver): boolean {
  const withHbone = { ...receiver, acceptsHbone: true };
  return callOutcome(sidecar(sends, true), withHbone).result !== "fails";
}

function causeOf(
  tls: ClientTls,
  endpointMode: ClientTlsMode | null,
  pod: Pod,
): "rule" | "auto-off" | null {
  if (tls.mode !== null) return "rule";
  if (!tls.auto) return "auto-off";
  const ruleIsAsked =
    tls.sends === "per_endpoint" && tlsModeLabel(pod) === "istio";
  return ruleIsAsked && endpointMode !== null ? "rule" : null;
}

/** A gateway's listeners, and gRPC servers with an agent, may well end mutual TLS; nothing here tells. */
function mayTerminateItself(pod: Pod): boolean {
  const shape = proxyShape(pod);
  return shape === "gateway" || shape === "proxyless-grpc";
}

function codeOf(
  outcome: Extract<CallOutcome, { result: "fails" }>,
  { enforcement, mode }: Receiver,
): ConflictCode {
  switch (outcome.how) {
    case "plaintext-refused":
      return "plaintext-to-strict";
    case "tls-refused":
      return mode === "STRICT"
        ? "foreign-tls-to-strict"
        : "foreign-tls-to-http";
    case "mutual-tls-not-understood":
      return enforcement === "sidecar"
        ? "mutual-tls-to-disable"
        : "mutual-tls-to-no-proxy";
    case "refused-by-ztunnel":
      return "foreign-tls-to-strict";
    // Told as `label-without-proxy`, and not asked for here.
    case "tunnel-not-taken":
      return "mutual-tls-to-no-proxy";
    default:
      return outcome.how satisfies never;
  }
}

function wordFor(sends: SentTls, mode: ClientTlsMode | null): ClientTlsMode {
  switch (sends) {
    case "plaintext":
      return "DISABLE";
    case "mutual_tls":
      return "ISTIO_MUTUAL";
    case "tls":
      return mode === "MUTUAL" ? "MUTUAL" : "SIMPLE";
    default:
      return sends satisfies never;
  }
}
