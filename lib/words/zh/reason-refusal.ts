import type { RefusalCode } from "@/lib/words/en/reason-refusal";
import type { ReasonFacts } from "@/lib/words/reason-facts";
import type { Sentence } from "@/lib/words/sentence";
import { senders, volume } from "./reason-phrases";

export const refusalReasonWords: Readonly<
  Record<RefusalCode, (facts: ReasonFacts) => Sentence>
> = {
  "still-knocking": (facts) => ({
    title: `仍有明文访问${within(facts)}：${volume(facts)}被拒绝${senders(facts)}。`,
    remedy:
      "让这些调用方使用双向 TLS，或在此之前先解锁；也可能是 AuthorizationPolicy 在拒绝它们。没有代理的调用方在 sidecar 处不会被计数，只有它的日志记录了它们。",
  }),
  "calls-failed": (facts) => ({
    title: `有调用失败${within(facts)}：${volume(facts)}${senders(facts)}。服务器宕机时看起来也是这样。`,
    remedy:
      "请确认它的 Pod 当时是否正常；如果正常，请查看这些客户端被要求发送什么。",
  }),
};

function within(facts: ReasonFacts): string {
  const window = facts.duration("windowS");
  const ago = facts.duration("agoS");
  const parts = [
    window === "" ? "" : `最近 ${window}内`,
    ago === "" ? "" : `最后一次在 ${ago}前`,
  ].filter((part) => part !== "");
  return parts.length === 0 ? "" : `（${parts.join("，")}）`;
}
