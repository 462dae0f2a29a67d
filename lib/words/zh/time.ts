import type { TimeWords } from "@/lib/words/en/time";

export const timeWords: TimeWords = {
  custom: "自定义…",
  customTitle: "自定义时间范围",
  amount: "长度",
  unit: "单位",
  units: { m: "分钟", h: "小时", d: "天" },
  show: "显示",
  bad: {
    number: "请输入整数，例如 90。",
    short: "时间范围最短 5 分钟。",
    long: "时间范围最长 30 天。",
  },
  refused: (text, shown) =>
    `“${text}”不是 5 分钟到 30 天之间的时间范围。当前显示 ${shown}。`,
  backToUsual: (shown) => `显示 ${shown}`,
  zone: {
    label: "时区",
    local: "本地",
    utc: "UTC",
    localName: "本地时间",
    utcName: "协调世界时 UTC",
  },
  asOf: (moment) => `截至 ${moment}`,
  atTheLatest: (moment) => `最晚 ${moment}`,
  freshness: {
    title: "读取了什么，何时读取",
    traffic: "流量数据截至",
    none: "没有数据",
    cluster: "集群上次评估于",
    kubernetes: "Kubernetes",
    prometheus: "Prometheus",
    source: "来源",
    state: "状态",
    version: "版本",
    since: "自",
    nothing: "尚未读取任何内容。",
  },
  alarm: {
    kubernetesStale: (age) =>
      `Kubernetes 没有响应，所见内容至少是 ${age}前的。`,
    kubernetesDown: (age) =>
      `Kubernetes 已有 ${age}无法连接，未知的内容显示为未知。`,
    prometheusStale: (age) => `Prometheus 没有响应，流量数据是 ${age}前的。`,
    prometheusDown: (age) => `Prometheus 已有 ${age}无法连接`,
  },
  paused: {
    hidden: "已暂停",
    dialog: "已暂停",
    hiddenHint: "无人查看此标签页，因此不再查询；重新显示后继续。",
    dialogHint: "对话框打开期间，其后的内容保持不变；关闭后继续。",
  },
};
