import type { TrafficState } from "@/lib/api/contract";
import type { Label } from "@/lib/words/sentence";

/** What traffic does, in a cell or a row. */
export const trafficWords: Readonly<Record<TrafficState, Label>> = {
  mutual_tls: {
    label: "mutual TLS only",
    sentence: "Every call that was seen used mutual TLS.",
  },
  mixed: {
    label: "both",
    sentence: "Some calls used mutual TLS and some came in plaintext.",
  },
  plaintext: {
    label: "plaintext only",
    sentence: "Every call that was seen came in plaintext.",
  },
  none: {
    label: "no traffic",
    sentence: "Telemetry is complete and no call was seen in this window.",
  },
  no_evidence: {
    label: "no evidence",
    sentence: "Telemetry cannot tell. This does not mean that nobody calls.",
  },
};
