import type { VerdictState } from "@/lib/mesh/readiness/reason";
import type { Label } from "@/lib/words/sentence";

export const verdictWords: Readonly<Record<VerdictState, Label>> = {
  LOCKED: { label: "已锁定", sentence: "它只接受双向 TLS。" },
  READY: {
    label: "可锁定",
    sentence: "只看到双向 TLS，且每个 Pod 都有遥测。",
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
