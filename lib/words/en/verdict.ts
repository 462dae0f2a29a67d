import type { VerdictState } from "@/lib/mesh/readiness/reason";
import type { Label } from "@/lib/words/sentence";

/** Whether a service may be locked. */
export const verdictWords: Readonly<Record<VerdictState, Label>> = {
  LOCKED: {
    label: "Locked",
    sentence: "Its own ports accept mutual TLS only.",
  },
  READY: {
    label: "Ready",
    sentence: "Only mutual TLS was seen, with telemetry from every pod.",
  },
  READY_WITH_WARNINGS: {
    label: "Ready, with warnings",
    sentence:
      "Telemetry speaks for the lock; some things deserve a look before it.",
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

/** What was asked of a service, beside its verdict. */
export const criteriaWords = {
  label: "Criteria",
  window: (span: string) => `look back at least ${span}`,
  plaintext: (count: string) =>
    count === "0" ? "no plaintext" : `at most ${count} in plaintext`,
  quiet: (span: string) => `or none for ${span}`,
  coverage: (percent: string) =>
    percent === "100"
      ? "telemetry from every pod"
      : `telemetry from ${percent} % of the pods`,
  from: {
    settings: "from the settings",
    namespace: "loosened or tightened by the namespace's annotations",
  },
};

export type CriteriaWords = typeof criteriaWords;
