import type { Wire } from "./client-tls";
import type { Acceptance } from "./server-mode";

/**
 * What becomes of a call. `flag`: UC and UF are Envoy's response flags at a client sidecar, DENY is
 * ztunnel's at the server's side (the caller sees its connection closed).
 */
export type Outcome =
  | { readonly kind: "accepted"; readonly wire: Wire }
  | {
      readonly kind: "refused";
      readonly wire: Wire;
      readonly flag: "UC" | "UF" | "DENY";
    };

/** The application protocol of a flow; `tls` = the application's own TLS over TCP. */
export type Protocol = "http" | "grpc" | "tcp" | "tls";

/** The meeting of what is sent and what is accepted (semantics A3, A6, B5). */
export function outcomeOf(
  wire: Wire,
  acceptance: Acceptance,
  protocol: Protocol,
): Outcome {
  // A tunnel shows an identity, which is all that any of them asks for.
  if (wire === "hbone") {
    return { kind: "accepted", wire };
  }
  if (acceptance === "ztunnel-closed") {
    return { kind: "refused", wire, flag: "DENY" };
  }
  switch (wire) {
    case "mtls":
      return acceptance === "STRICT" || acceptance === "PERMISSIVE"
        ? { kind: "accepted", wire }
        : { kind: "refused", wire, flag: "UF" };
    case "plaintext":
      return acceptance === "STRICT"
        ? { kind: "refused", wire, flag: "UC" }
        : { kind: "accepted", wire };
    case "tls":
      // Only an application that speaks TLS itself can end it, and STRICT never lets it through.
      return protocol === "tls" && acceptance !== "STRICT"
        ? { kind: "accepted", wire }
        : { kind: "refused", wire, flag: "UF" };
    default: {
      const impossible: never = wire;
      throw new TypeError(String(impossible));
    }
  }
}
