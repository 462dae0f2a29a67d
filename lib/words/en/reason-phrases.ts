import { UNDECLARED } from "@/lib/mesh/readiness/open-ports";
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

/** e.g. "ports 9102, 9103 and 2 more stay open"; "*" stands for those that no Service declares. */
export function staysOpen(ports: readonly string[]): string {
  const named = ports.filter((port) => port !== UNDECLARED);
  if (named.length === 0) return "undeclared ports stay open";
  const [first = "", second] = named;
  if (ports.length === 1) return `port ${first} stays open`;
  if (second === undefined)
    return `port ${first} and undeclared ones stay open`;
  return ports.length === 2
    ? `ports ${first} and ${second} stay open`
    : `ports ${first}, ${second} and ${ports.length - 2} more stay open`;
}

export function senders(facts: ReasonFacts): string {
  const unnamed = facts.number("unnamed") ?? 0;
  const names = [
    facts.text("named"),
    unnamed > 0 ? `${plural(facts, "unnamed", "caller")} without a name` : "",
  ].filter((name) => name !== "");
  return names.length === 0 ? "" : ` from ${names.join(" and ")}`;
}
