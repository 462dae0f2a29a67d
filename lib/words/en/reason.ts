import type { ReasonCode } from "@/lib/mesh/reason";
import type { ReasonFacts } from "@/lib/words/reason-facts";
import type { Sentence } from "@/lib/words/sentence";

/** Why a service may or may not be locked; codes and figures come from the law. */
export const reasonWords: Readonly<
  Record<ReasonCode, (facts: ReasonFacts) => Sentence>
> = {
  "plaintext-seen": (facts) => ({
    title: `Plaintext arrived: ${volume(facts)}${senders(facts)}.`,
    remedy:
      "Give these callers a proxy or let them use mutual TLS; locking now refuses them.",
  }),
  "destination-rule-not-mutual": (facts) => ({
    title: `${facts.text("rule") === "" ? "A DestinationRule" : `DestinationRule ${facts.text("rule")}`} tells clients in ${place(facts)} not to use Istio mutual TLS.`,
    remedy: "Set its tls mode to ISTIO_MUTUAL, or remove its tls block.",
  }),
  "auto-mtls-off": (facts) => ({
    title: `Automatic mutual TLS is off, and no rule tells clients in ${place(facts)} to use it.`,
    remedy: "Apply the DestinationRule that “Use mutual TLS” previews.",
  }),
  "policy-without-effect": (facts) => ({
    title: `The change would leave ${facts.text("ports") || "some ports"} open${because(facts)}.`,
    remedy: "Another policy decides there: edit that one.",
  }),
  "parent-mode-disable": (facts) => ({
    title: `The namespace or the mesh says DISABLE${because(facts)}, so clients stay in plaintext.`,
    remedy: "Set the parent policy to PERMISSIVE first.",
  }),
  "no-evidence": (facts) => ({
    title: `Telemetry says nothing about this service (${facts.count("reporting")} of ${facts.count("pods")} pods report).`,
    remedy:
      "Check that Prometheus scrapes its proxies and that its metrics are not switched off.",
  }),
  "no-traffic": () => ({
    title: "No call was seen, although every pod reports.",
    remedy:
      "Choose a longer window that spans its slowest caller, or confirm that nobody calls it.",
  }),
  "partial-coverage": (facts) => ({
    title: `Only ${facts.count("reporting")} of ${facts.count("pods")} pods send telemetry.`,
    remedy: "Find out why Prometheus does not scrape the others.",
  }),
  "pods-without-proxy": (facts) => ({
    title: `${facts.count("without")} of ${facts.count("pods")} pods have no proxy; STRICT does nothing there.`,
    remedy: "Label the namespace for injection and restart these pods.",
  }),
  "exceptions-remain": (facts) => ({
    title: `Some ports or workloads stay open by an explicit exception${because(facts)}.`,
    remedy: "Decide for each exception whether it is still needed.",
  }),
  "shared-pods": (facts) => ({
    title: `Its pods also serve ${facts.text("services") || "other services"}, which would be locked with it.`,
    remedy: "Look at the callers of those services too.",
  }),
  "not-assessable": () => ({
    title: "No pod of this cluster stands behind this service.",
    remedy:
      "Look at where its endpoints really are; it cannot be judged from here.",
  }),
  "managed-elsewhere": (facts) => ({
    title: `${facts.text("owner") || "Another tool"} owns ${facts.objects || "the policy"} and will undo a change made here.`,
    remedy: "Make the change where that tool reads it from.",
  }),
  "policies-unreadable": () => ({
    title: "The policies could not be read, so the mode is not known.",
    remedy: "See the source's own message for what is missing.",
  }),
  "changed-since": (facts) => ({
    title: `Somebody edited ${facts.objects || "the object"} after our change.`,
    remedy:
      "Compare and edit it by hand; restoring it here would undo their edit too.",
  }),
  locked: (facts) => ({
    title: `Every port accepts mutual TLS only${because(facts)}.`,
    remedy: "Nothing to do.",
  }),
  "only-mutual-tls-seen": (facts) => ({
    title: `Only mutual TLS was seen, with telemetry from ${facts.count("reporting")} of ${facts.count("pods")} pods.`,
    remedy: "It can be locked.",
  }),
};

function because({ objects }: ReasonFacts): string {
  return objects === "" ? "" : ` (${objects})`;
}

function place(facts: ReasonFacts): string {
  return facts.text("namespace") || "some namespaces";
}

/** Requests and connections stand side by side and are never added. */
function volume(facts: ReasonFacts): string {
  const parts = [
    facts.number("requests") === 0 ? "" : plural(facts, "requests", "request"),
    facts.number("connections") === 0
      ? ""
      : plural(facts, "connections", "connection"),
  ].filter((part) => part !== "");
  return parts.join(" and ");
}

function plural(facts: ReasonFacts, name: string, noun: string): string {
  return `${facts.count(name)} ${noun}${facts.number(name) === 1 ? "" : "s"}`;
}

function senders(facts: ReasonFacts): string {
  const unnamed = facts.number("unnamed") ?? 0;
  const names = [
    facts.text("named"),
    unnamed > 0 ? `${plural(facts, "unnamed", "caller")} without a name` : "",
  ].filter((name) => name !== "");
  return names.length === 0 ? "" : ` from ${names.join(" and ")}`;
}
