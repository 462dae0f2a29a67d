import type { ServiceMode } from "@/lib/mesh/mode";
import type { Label } from "@/lib/words/sentence";

export const modeWords: Readonly<Record<ServiceMode, Label>> = {
  STRICT: {
    label: "严格 STRICT",
    sentence: "该服务的每个端口都只接受双向 TLS。",
  },
  PERMISSIVE: {
    label: "宽容 PERMISSIVE",
    sentence: "双向 TLS 和明文都会被接受。",
  },
  DISABLE: {
    label: "禁用 DISABLE",
    sentence: "只接受明文，代理不参与加密。",
  },
  MIXED: {
    label: "混合",
    sentence: "它的端口或 Pod 接受的方式不一致。",
  },
  NOT_ENFORCED: {
    label: "未生效",
    sentence: "这些 Pod 前面没有代理，任何策略都不起作用。",
  },
  EXTERNAL: {
    label: "外部",
    sentence: "此服务背后没有本集群的 Pod。",
  },
  UNKNOWN: {
    label: "未知",
    sentence: "策略没有完整读到，因此模式未知。",
  },
};
