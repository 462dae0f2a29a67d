import type { ServiceMode } from "@/lib/mesh/mode";
import type { Label } from "@/lib/words/sentence";

/** What policy says about a service. Modes keep Istio's spelling. */
export const modeWords: Readonly<Record<ServiceMode, Label>> = {
  STRICT: {
    label: "STRICT",
    sentence: "Only mutual TLS is accepted, on every port of the service.",
  },
  PERMISSIVE: {
    label: "PERMISSIVE",
    sentence: "Both mutual TLS and plaintext are accepted.",
  },
  DISABLE: {
    label: "DISABLE",
    sentence: "Only plaintext is accepted; the proxy does not take part.",
  },
  MIXED: {
    label: "MIXED",
    sentence: "Its ports or pods do not all accept the same.",
  },
  NOT_ENFORCED: {
    label: "NOT ENFORCED",
    sentence: "No proxy stands before these pods, so no policy has any effect.",
  },
  EXTERNAL: {
    label: "EXTERNAL",
    sentence: "No pod of this cluster stands behind this service.",
  },
  UNKNOWN: {
    label: "UNKNOWN",
    sentence:
      "The policies could not be read completely, so the mode is not known.",
  },
};
