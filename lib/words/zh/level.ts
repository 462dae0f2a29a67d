import type { LevelWords } from "@/lib/words/en/level";
import { staysOpen } from "./reason-phrases";

export const levelWords: LevelWords = {
  unfoldAll: "全部展开",
  foldAll: "全部折叠",
  cell: (namespace, client) =>
    client === null
      ? `${namespace} 的服务，由无身份的调用方调用`
      : `${namespace} 的服务，由 ${client} 调用`,
  called: (called, all) => `${all} 个服务中有 ${called} 个被调用`,
  unseen: (services) => `${services} 个服务没有证据`,
  refusedNow: (services) => `${services} 个服务正在拒绝`,
  turnedAway: (services) => `被 ${services} 个服务拒之门外`,
  refusedIfLocked: (services) => `STRICT 会在 ${services} 个服务处拒绝`,
  staysOpen,
  withOpenPorts: (services) => `${services} 个有开放端口`,
  ofAll: (services, all) => `${services} / ${all}`,
  all: (services) => `全部 ${services} 个`,
  strict: (strict, all) => `${strict} / ${all} STRICT`,
  ofMode: (services, mode) => `${services} 个 ${mode}`,
  caller: (workload, namespace) => `${namespace} 中的 ${workload}`,
  callerCell: (caller, service) => `${caller} 调用 ${service}`,
  unnamed: "未识别",
  port: (port, name) =>
    name === "" ? `端口 ${port}` : `端口 ${port} · ${name}`,
  targets: (ports) => `到 Pod 的 ${ports}`,
  loading: "正在读取调用方和端口…",
  failed: (why) => `读不到调用方和端口：${why}`,
  failedUnknown: "无法理解返回的内容",
  nobody: "此时间窗口内没有看到调用方。",
  nobodyKnown: "没有看到调用方，但遥测不完整，不能说没有。",
  chosen: (services) => `已选 ${services} 个服务`,
  choice: "已选的服务",
  preview: "预览 STRICT",
  endPreview: "结束预览",
  clear: "取消选择",
};
