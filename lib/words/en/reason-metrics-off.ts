import type { MetricsOffCause } from "@/lib/mesh/traffic/server-metrics";
import type { ReasonFacts } from "@/lib/words/reason-facts";
import type { Sentence } from "@/lib/words/sentence";

/** Why calls are not counted, by the cause that the reason carries. */
export function metricsOffWords(facts: ReasonFacts): Sentence {
  const cause = CAUSES.get(facts.text("cause"));
  return cause?.(facts) ?? UNSAID;
}

const UNSAID: Sentence = {
  title: "Not every call is counted, or can be told from others.",
  remedy:
    "Let servers report REQUEST_COUNT and TCP_OPENED_CONNECTIONS with all their labels, at least until the lock.",
};

const WORDS: Readonly<
  Record<MetricsOffCause, (facts: ReasonFacts) => Sentence>
> = {
  disabled: (facts) => ({
    title: `Not every call is counted: ${by(facts)} switches off ${facts.text("names")}.`,
    remedy:
      "Remove that override, or set its disabled to false for servers, at least until the lock.",
  }),
  labels: (facts) => ({
    title: `Calls cannot be told apart: ${by(facts)} removes or rewrites ${facts.text("names")}.`,
    remedy:
      "Take these labels out of its tagOverrides, at least until the lock.",
  }),
  "other-providers": (facts) => ({
    title: `Calls are not counted for Prometheus: ${by(facts)} chooses ${facts.text("names")} only.`,
    remedy: "Add prometheus to that list of providers.",
  }),
  "unknown-provider": (facts) => ({
    title: `It is not known who counts the calls: ${by(facts)} chooses ${facts.text("names")}, which the mesh config does not explain.`,
    remedy:
      "Declare it under extensionProviders in the mesh config, or choose prometheus instead.",
  }),
};

const CAUSES: ReadonlyMap<string, (facts: ReasonFacts) => Sentence> = new Map(
  Object.entries(WORDS),
);

function by({ objects }: ReasonFacts): string {
  return objects || "defaultProviders.metrics of the mesh config";
}
