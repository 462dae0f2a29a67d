import type { SourceState } from "@/lib/mesh/source";
import type { Label } from "@/lib/words/sentence";

export const sourceWords: Readonly<Record<SourceState, Label>> = {
  starting: { label: "启动中", sentence: "尚未完整读取。" },
  live: { label: "实时", sentence: "已读取，并跟随变化。" },
  stale: {
    label: "陈旧",
    sentence: "上次读取之后再无回应，显示的是当时的内容。",
  },
  down: { label: "不可达", sentence: "无法连接。" },
  forbidden: { label: "无权限", sentence: "不允许读取。" },
  absent: { label: "不存在", sentence: "服务器没有这种资源。" },
};
