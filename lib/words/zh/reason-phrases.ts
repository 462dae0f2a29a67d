import { UNDECLARED } from "@/lib/mesh/readiness/open-ports";
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

export function staysOpen(ports: readonly string[]): string {
  const named = ports.filter((port) => port !== UNDECLARED);
  if (named.length === 0) return "未声明的端口仍开放";
  const [first = "", second] = named;
  if (ports.length === 1) return `端口 ${first} 仍开放`;
  if (second === undefined) return `端口 ${first} 和未声明的端口仍开放`;
  return ports.length === 2
    ? `端口 ${first} 和 ${second} 仍开放`
    : `端口 ${first}、${second} 等 ${ports.length} 个仍开放`;
}

export function senders(facts: ReasonFacts): string {
  const unnamed = facts.number("unnamed") ?? 0;
  const names = [
    facts.text("named"),
    unnamed > 0 ? `${facts.count("unnamed")} 个未识别的调用方` : "",
  ].filter((name) => name !== "");
  return names.length === 0 ? "" : `，来自 ${names.join(" 和 ")}`;
}
