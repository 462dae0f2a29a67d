import type { TrafficState } from "@/lib/api/contract";
import type { Label } from "@/lib/words/sentence";

export const trafficWords: Readonly<Record<TrafficState, Label>> = {
  mutual_tls: {
    label: "全部双向 TLS",
    sentence: "看到的每次调用都使用了双向 TLS。",
  },
  mixed: {
    label: "两者都有",
    sentence: "一部分调用使用双向 TLS，一部分是明文。",
  },
  plaintext: {
    label: "全部明文",
    sentence: "看到的每次调用都是明文。",
  },
  none: {
    label: "无流量",
    sentence: "遥测完整，此时间窗口内没有看到调用。",
  },
  no_evidence: {
    label: "无证据",
    sentence: "遥测无法说明。这不代表没有人调用。",
  },
};
