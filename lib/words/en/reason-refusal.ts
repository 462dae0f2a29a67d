import type { ReasonCode } from "@/lib/mesh/readiness/reason";
import type { ReasonFacts } from "@/lib/words/reason-facts";
import type { Sentence } from "@/lib/words/sentence";
import { senders, volume } from "./reason-phrases";

/** Who calls a locked service in vain. */
export const refusalReasonWords = {
  "still-knocking": (facts) => ({
    title: `Still knocking: ${volume(facts)}${senders(facts)} refused${within(facts)}.`,
    remedy:
      "Let these callers use mutual TLS, or unlock until they do; an AuthorizationPolicy may refuse them too. At a sidecar, callers without a proxy leave no count; only its log names them.",
  }),
  "calls-failed": (facts) => ({
    title: `Calls failed: ${volume(facts)}${senders(facts)}${within(facts)}. A server that is down looks the same.`,
    remedy:
      "See whether its pods were up; if they were, look at what these clients are told to send.",
  }),
} satisfies Partial<Record<ReasonCode, (facts: ReasonFacts) => Sentence>>;

export type RefusalCode = keyof typeof refusalReasonWords;

function within(facts: ReasonFacts): string {
  const window = facts.duration("windowS");
  const ago = facts.duration("agoS");
  return [
    window === "" ? "" : ` in the last ${window}`,
    ago === "" ? "" : `, the latest ${ago} ago`,
  ].join("");
}
