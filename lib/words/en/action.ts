import type { Action } from "@/lib/api/contract";
import type { Label } from "@/lib/words/sentence";

/** What may be done to a service: the button, and what pressing it through to the end does. */
export const actionWords: Readonly<Record<Action, Label>> = {
  lock: {
    label: "Lock",
    sentence: "Accept mutual TLS only (STRICT). Plaintext callers are refused.",
  },
  unlock: {
    label: "Unlock",
    sentence:
      "Accept plaintext again. A lock of Lockstep is taken back exactly; anything else is opened with PERMISSIVE.",
  },
  "require-mutual-tls": {
    label: "Use mutual TLS",
    sentence:
      "Tell the clients that have a proxy to send mutual TLS (ISTIO_MUTUAL).",
  },
  "undo-mutual-tls": {
    label: "Undo mutual TLS",
    sentence: "Put back exactly the DestinationRule that stood before.",
  },
};
