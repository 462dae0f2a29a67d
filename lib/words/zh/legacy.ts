import type { LegacyWords } from "@/lib/words/en/legacy";

export const legacyWords: LegacyWords = {
  notice: {
    yes: (count) =>
      `此网格依靠 ${count} 个旧版 API 的策略运行。它们现在有效；Istio 1.6 会忽略它们。`,
    no: (count) => `还留有 ${count} 个旧版 API 的策略。此控制平面会忽略它们。`,
    unknown: (count) =>
      `有 ${count} 个旧版 API 的策略。不知道此控制平面是否执行它们；Istio 1.6 及更新版本不会。`,
  },
  open: "用现在的 API 查看",
  title: "用现在的 API 表示旧版策略",
  obeyed: {
    yes: "控制平面会执行它们。下面的 PeerAuthentication 含义相同。Istio 1.4 没有这种对象：请先升级到 1.5，在那里应用，然后再升级到 1.6。",
    no: "控制平面比 Istio 1.5 新，因此它们不起作用。请删除它们；没有可翻译的内容。",
    unknown:
      "不知道控制平面是否执行它们。如果执行，下面的 PeerAuthentication 含义相同；如果不执行，请不要应用，否则会改变所接受的内容。",
  },
  disable:
    "DISABLE 表示旧网格在没有配置时的行为：只接受明文。迁移时用 PERMISSIVE 开始更好。",
  manifests: "PeerAuthentication",
  nothing: "无需创建：PeerAuthentication 已经决定了全部内容。",
  download: "下载",
  origins: (names) => `来自 ${names}`,
  noOrigin: "不来自任何策略：旧网格在没有配置时的行为",
  same: "已核对：每个 Pod 的每个端口接受的内容与之前相同。",
  sameDeclared: "已核对：Service 声明的每个端口接受的内容与之前相同。",
  undeclared: "没有 Service 声明的端口",
  undeclaredWhy:
    "旧版 API 对它们没有规定。PeerAuthentication 对 Pod 的所有端口都有效。",
  pods: (count) => `${count} 个 Pod`,
  podPort: (port) => (port === null ? "所有这类端口" : `端口 ${port}`),
  differences: (count) => `${count} 个端口会接受不同的内容`,
  difference: (place, before, after) =>
    `${place}：现在 ${before}，之后 ${after}`,
  problems: "没有对应写法的内容",
  problem: {
    "service-not-found": (service) => `${service} 不存在，请删除该目标。`,
    "service-without-selector": (service) =>
      `${service} 不选择 Pod，因此没有 PeerAuthentication 能指定它们。`,
    "root-namespace-only": () =>
      "它只针对根命名空间。那里不带选择器的 PeerAuthentication 会对整个网格生效，请改用带选择器的策略。",
    "target-port-ambiguous": (service) =>
      `${service} 的 Pod 对端口号不一致，请检查结果。`,
  },
  unread: "并非所有内容都能读取，这里可能有遗漏。请看页面上的数据源。",
};
