import type { VerdictState } from "@/lib/mesh/readiness/reason";
import type { Label } from "@/lib/words/sentence";

/** Whether a service may be locked. */
export const verdictWords: Readonly<Record<VerdictState, Label>> = {
  LOCKED: { label: "Locked", sentence: "It accepts mutual TLS only." },
  READY: {
    label: "Ready",
    sentence: "Only mutual TLS was seen, with telemetry from every pod.",
  },
  BLOCKED: {
    label: "Blocked",
    sentence: "Locking it now would refuse calls that work today.",
  },
  UNKNOWN: {
    label: "Unknown",
    sentence: "Too little is known to say that locking it is harmless.",
  },
};
