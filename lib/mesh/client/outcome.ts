import type { EnforcementPoint, MutualTlsMode } from "@/lib/mesh/mode";
import { portDeclaration } from "@/lib/mesh/server/inbound";
import type { SentTls } from "./client-tls";

/** How one call ends (semantics B5). */
export type CallOutcome =
  | { readonly result: "works"; readonly over: "mutual_tls" | "plaintext" }
  /** TLS that is not Istio's reaches the process untouched: it works only if the process terminates it. */
  | { readonly result: "depends-on-application" }
  | { readonly result: "fails"; readonly how: CallFailure };

type CallFailure =
  /** The server's proxy has no way in for plaintext: the connection closes; HTTP 503 UC at a client sidecar. */
  | "plaintext-refused"
  /** The other side reads TLS as the application's bytes: HTTP 503 UF, "wrong version number". */
  | "mutual-tls-not-understood"
  /** TLS without a mesh certificate: the handshake or the filter chain match fails. */
  | "tls-refused"
  /** ztunnel turns the connection away: a reset, and `response_flags="DENY"` in its telemetry. */
  | "refused-by-ztunnel"
  /** The pod's label promises HBONE, and nothing there takes the tunnel. */
  | "tunnel-not-taken";

export interface Caller {
  /** Who speaks for the client. */
  readonly proxy: EnforcementPoint;
  /** What its sidecar sends to this endpoint; without a sidecar, what the process itself sends. */
  readonly sends: SentTls;
  /** `PILOT_ENABLE_SENDING_HBONE`: sidecars may use HBONE. ztunnel always may. */
  readonly sendsHbone: boolean;
}

export interface Receiver {
  readonly enforcement: EnforcementPoint;
  /** Mode of the target port; null = nothing enforces. */
  readonly mode: MutualTlsMode | null;
  /** The pod takes HBONE: ztunnel, or a sidecar with the tunnel label. */
  readonly acceptsHbone: boolean;
  /** Its label says so, and it does not: see `promisesHboneInVain`. Missing = false. */
  readonly promisesHboneInVain?: boolean;
  /** `ServicePort.appProtocol`; "" = undeclared. */
  readonly appProtocol: string;
}

/** Outcome of one client against one endpoint. Pure table; the inputs come from `resolveClientTls` and `resolveService`. */
export function callOutcome(caller: Caller, receiver: Receiver): CallOutcome {
  const tunnels =
    caller.proxy === "ztunnel" ||
    (caller.proxy === "sidecar" && caller.sendsHbone);
  if (tunnels && receiver.promisesHboneInVain) return fails("tunnel-not-taken");
  if (tunnels && receiver.acceptsHbone) {
    return caller.sends === "tls"
      ? { result: "depends-on-application" }
      : { result: "works", over: "mutual_tls" };
  }
  const { enforcement } = receiver;
  switch (enforcement) {
    case "sidecar":
      return atSidecar(caller.sends, receiver);
    case "ztunnel":
      return atZtunnel(caller.sends, receiver.mode);
    case "none":
      return atProcess(caller.sends);
    default:
      return enforcement satisfies never;
  }
}

function atSidecar(sends: SentTls, receiver: Receiver): CallOutcome {
  const { mode } = receiver;
  const http = portDeclaration(receiver.appProtocol) === "http";
  switch (mode) {
    case null:
      return atProcess(sends);
    case "STRICT":
      if (sends === "mutual_tls") return OVER_MUTUAL_TLS;
      return fails(sends === "tls" ? "tls-refused" : "plaintext-refused");
    case "PERMISSIVE":
      if (sends === "mutual_tls") return OVER_MUTUAL_TLS;
      if (sends === "plaintext") return OVER_PLAINTEXT;
      return http ? fails("tls-refused") : APPLICATION_DECIDES;
    case "DISABLE":
      if (sends === "plaintext") return OVER_PLAINTEXT;
      if (sends === "mutual_tls") return fails("mutual-tls-not-understood");
      return http ? fails("tls-refused") : APPLICATION_DECIDES;
    default:
      return mode satisfies never;
  }
}

/** Sidecar mutual TLS is no HBONE: to ztunnel it is bytes without an identity. */
function atZtunnel(sends: SentTls, mode: MutualTlsMode | null): CallOutcome {
  return mode === "STRICT" ? fails("refused-by-ztunnel") : atProcess(sends);
}

function atProcess(sends: SentTls): CallOutcome {
  switch (sends) {
    case "plaintext":
      return OVER_PLAINTEXT;
    case "mutual_tls":
      return fails("mutual-tls-not-understood");
    case "tls":
      return APPLICATION_DECIDES;
    default:
      return sends satisfies never;
  }
}

const OVER_MUTUAL_TLS: CallOutcome = { result: "works", over: "mutual_tls" };
const OVER_PLAINTEXT: CallOutcome = { result: "works", over: "plaintext" };
const APPLICATION_DECIDES: CallOutcome = { result: "depends-on-application" };

function fails(how: CallFailure): CallOutcome {
  return { result: "fails", how };
}
