import type { ReasonFacts } from "@/lib/words/reason-facts";

export function because({ objects }: ReasonFacts): string {
  return objects === "" ? "" : `（${objects}）`;
}

export function place(facts: ReasonFacts): string {
  const namespace = facts.text("namespace");
  return namespace === "" ? "部分命名空间" : ` ${namespace} `;
}

export function volume(facts: ReasonFacts): string {
  return [
    facts.number("requests") === 0 ? "" : `${facts.count("requests")} 次请求`,
    facts.number("connections") === 0
      ? ""
      : `${facts.count("connections")} 个连接`,
  ]
    .filter((part) => part !== "")
    .join("和 ");
}

export function senders(facts: ReasonFacts): string {
  const unnamed = facts.number("unnamed") ?? 0;
  const names = [
    facts.text("named"),
    unnamed > 0 ? `${facts.count("unnamed")} 个未识别的调用方` : "",
  ].filter((name) => name !== "");
  return names.length === 0 ? "" : `，来自 ${names.join(" 和 ")}`;
}
