import type { RowReasonWords } from "@/lib/words/en/row-reason";
import { senders, staysOpen, volume } from "./reason-phrases";

export const rowReasonWords: RowReasonWords = {
  "plaintext-seen": (facts) => `明文${senders(facts)}`,
  "only-mutual-tls-seen": (facts) =>
    `只看到双向 TLS · ${facts.count("reporting")} / ${facts.count("pods")} 个 Pod`,
  "destination-rule-not-mutual": (facts) =>
    `双向 TLS 被关闭：${facts.text("rule") || "某条 DestinationRule"}`,
  "auto-mtls-off": () => "自动双向 TLS 已关闭",
  "pods-without-proxy": (facts) =>
    facts.text("cause") === "gateway"
      ? "网关，公开端口不受策略约束"
      : `${facts.count("pods")} 个 Pod 中有 ${facts.count("without")} 个没有代理`,
  "partial-coverage": (facts) =>
    `${facts.count("pods")} 个 Pod 中只有 ${facts.count("reporting")} 个有遥测`,
  "no-evidence": (facts) =>
    (facts.number("reporting") ?? 0) > 0
      ? "遥测没有说明部分调用是什么"
      : `没有遥测 · ${facts.count("reporting")} / ${facts.count("pods")} 个 Pod`,
  "still-knocking": (facts) => `${volume(facts)}被拒绝${senders(facts)}`,
  locked: ({ objects, openPorts }) =>
    openPorts.length > 0
      ? `但${staysOpen(openPorts)}`
      : objects || "所有端口只接受双向 TLS",
};
