import type { ReasonFacts } from "@/lib/words/reason-facts";

export function because({ objects }: ReasonFacts): string {
  return objects === "" ? "" : ` (${objects})`;
}

export function place(facts: ReasonFacts): string {
  return facts.text("namespace") || "some namespaces";
}

/** Requests and connections stand side by side and are never added. */
export function volume(facts: ReasonFacts): string {
  const parts = [
    facts.number("requests") === 0 ? "" : plural(facts, "requests", "request"),
    facts.number("connections") === 0
      ? ""
      : plural(facts, "connections", "connection"),
  ].filter((part) => part !== "");
  return parts.join(" and ");
}

export function plural(facts: ReasonFacts, name: string, noun: string): string {
  return `${facts.count(name)} ${noun}${facts.number(name) === 1 ? "" : "s"}`;
}

/** e.g. "1 of 3 pods has": the noun follows the whole, the verb the part. */
export function ofPods(
  facts: ReasonFacts,
  part: string,
  one: string,
  many: string,
): string {
  const verb = facts.number(part) === 1 ? one : many;
  return `${facts.count(part)} of ${plural(facts, "pods", "pod")} ${verb}`;
}

export function senders(facts: ReasonFacts): string {
  const unnamed = facts.number("unnamed") ?? 0;
  const names = [
    facts.text("named"),
    unnamed > 0 ? `${plural(facts, "unnamed", "caller")} without a name` : "",
  ].filter((name) => name !== "");
  return names.length === 0 ? "" : ` from ${names.join(" and ")}`;
}
