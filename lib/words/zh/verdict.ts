import type { VerdictState } from "@/lib/mesh/readiness/reason";
import type { CriteriaWords } from "@/lib/words/en/verdict";
import type { Label } from "@/lib/words/sentence";

export const verdictWords: Readonly<Record<VerdictState, Label>> = {
  LOCKED: { label: "已锁定", sentence: "它自己的端口只接受双向 TLS。" },
  READY: {
    label: "可锁定",
    sentence: "只看到双向 TLS，且每个 Pod 都有遥测。",
  },
  READY_WITH_WARNINGS: {
    label: "可锁定，有警告",
    sentence: "遥测支持锁定，但锁定之前有些地方值得一看。",
  },
  BLOCKED: {
    label: "受阻",
    sentence: "现在锁定会拒绝今天还能成功的调用。",
  },
  UNKNOWN: {
    label: "未知",
    sentence: "已知的还不够，不能说锁定没有影响。",
  },
};

export const criteriaWords: CriteriaWords = {
  label: "标准",
  window: (span) => `至少回看 ${span}`,
  plaintext: (count) => (count === "0" ? "没有明文" : `明文不超过 ${count} 次`),
  quiet: (span) => `或 ${span}内没有明文`,
  coverage: (percent) =>
    percent === "100" ? "每个 Pod 都有遥测" : `${percent} % 的 Pod 有遥测`,
  from: {
    settings: "来自设置",
    namespace: "由命名空间的注解放宽或收紧",
  },
};
