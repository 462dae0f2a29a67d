import type { ReasonCode } from "@/lib/mesh/readiness/reason";
import type { ReasonFacts } from "@/lib/words/reason-facts";
import { ofPods, plural, staysOpen, volume } from "./reason-phrases";

const sayings = {
  "plaintext-seen": (facts) => `Plaintext from ${callers(facts)}`,
  "only-mutual-tls-seen": (facts) =>
    `Only mutual TLS · ${facts.count("reporting")} of ${plural(facts, "pods", "pod")}`,
  "destination-rule-not-mutual": (facts) =>
    `Mutual TLS off: ${facts.text("rule") || "a DestinationRule"}`,
  "auto-mtls-off": () => "Automatic mutual TLS is off",
  "pods-without-proxy": (facts) =>
    facts.text("cause") === "gateway"
      ? "A gateway; its public ports are not governed"
      : `${ofPods(facts, "without", "has", "have")} no proxy`,
  "partial-coverage": (facts) =>
    `Only ${ofPods(facts, "reporting", "reports", "report")}`,
  "no-evidence": (facts) =>
    (facts.number("reporting") ?? 0) > 0
      ? "Telemetry leaves open what some calls were"
      : `No telemetry · ${facts.count("reporting")} of ${plural(facts, "pods", "pod")}`,
  "still-knocking": (facts) =>
    `${volume(facts)} refused from ${callers(facts)}`,
  locked: ({ objects, openPorts }) =>
    openPorts.length > 0
      ? `but ${staysOpen(openPorts)}`
      : objects || "Every port takes mutual TLS only",
} satisfies Partial<Record<ReasonCode, (facts: ReasonFacts) => string>>;

export type RowReasonWords = Readonly<
  Record<keyof typeof sayings, (facts: ReasonFacts) => string>
>;

/**
 * A verdict's reason as short as a row has room for. Figures that stand in the row's own columns are
 * left out; a reason that is not here is short enough as it is.
 */
export const rowReasonWords: RowReasonWords = sayings;

function callers(facts: ReasonFacts): string {
  const unnamed = facts.number("unnamed") ?? 0;
  const names = [
    facts.text("named"),
    unnamed > 0 ? plural(facts, "unnamed", "unnamed caller") : "",
  ].filter((name) => name !== "");
  return names.join(" and ") || "nobody known";
}
