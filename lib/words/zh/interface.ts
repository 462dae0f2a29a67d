import type { InterfaceWords } from "@/lib/words/en/interface";

export const interfaceWords: InterfaceWords = {
  product: "Lockstep",
  language: { en: "English", zh: "简体中文" },
  titled: (title, value) => `${title}：${value}`,
  cancel: "取消",
  close: "关闭",
  copy: "复制",
  copied: "已复制",
  retry: "重试",
  loading: "加载中…",
  noIdentity: "无身份",
  never: "从未",
  now: "现在",
  none: "无",
  lastSeen: (ago) => `最近一次 ${ago}`,
  inWindow: (count, window) => `${window}内 ${count}`,
  asOf: (moment) => `截至 ${moment}`,
  requests: (count) => `${count} 次请求`,
  connections: (count) => `${count} 个连接`,
};
