import type { ExplanationClientWords } from "@/lib/words/en/explanation-client";

/** What is sent where rules have no say, whether one was found or not. */
const NO_RULE_COUNTS = {
  hbone: () => "调用经由双向 TLS 隧道（HBONE）。",
  "endpoint-without-hbone": () => "这些 Pod 不接受隧道（HBONE），因此走明文。",
  "no-proxy": (sends: string) => `由进程自己发送${sends}。`,
  "not-declared": () =>
    "没有服务声明此端口，sidecar 会原样转发进程发出的内容。",
};

export const explanationClientWords: ExplanationClientWords = {
  title: "谁来调用，结果如何",
  hint: "每一种可能的调用方，失败的在前",
  none: "不知道此端口会有哪种调用方。",
  kind: {
    sidecar: "带 sidecar",
    ztunnel: "在 ambient 中",
    none: "没有代理",
  },
  anywhere: "来自任何地方",
  anyOther: "来自其他任何命名空间",
  from: "来自",
  more: (count) => `另有 ${count} 个`,
  othersLeftOut: (count) => `另有 ${count} 条 DestinationRule 没有列出。`,
  labels: (labels) => `带有标签 ${labels}`,
  subset: (name) => `调用子集 ${name}`,
  works: {
    mutual_tls: "可用，走双向 TLS",
    plaintext: "可用，走明文",
  },
  depends: "取决于应用",
  dependsHow: "TLS 原样到达进程，必须由进程自己终结。",
  dependsOnHbone: "取决于隧道（HBONE）",
  dependsOnHboneHow:
    "Istio 没有说明 sidecar 是否发送 HBONE，有无隧道时调用的结果不同。",
  fails: "失败",
  how: {
    "plaintext-refused": {
      sidecar: "明文在入口处被切断；调用方得到 HTTP 503（UC）。",
      ztunnel: "明文在入口处被切断；连接关闭。",
      none: "明文在入口处被切断；连接关闭。",
    },
    "mutual-tls-not-understood": {
      sidecar:
        "对方读不懂双向 TLS；调用方得到 HTTP 503（UF，“wrong version number”）。",
      ztunnel: "对方读不懂双向 TLS；连接失败。",
      none: "对方读不懂双向 TLS；连接失败。",
    },
    "tls-refused": {
      sidecar: "没有网格证书的 TLS 被拒绝；调用方得到 HTTP 503（UF）。",
      ztunnel: "没有网格证书的 TLS 被拒绝。",
      none: "没有网格证书的 TLS 被拒绝。",
    },
    "refused-by-ztunnel": {
      sidecar: "ztunnel 重置连接（其遥测中为 DENY）。",
      ztunnel: "ztunnel 重置连接（其遥测中为 DENY）。",
      none: "ztunnel 重置连接（其遥测中为 DENY）。",
    },
    "tunnel-not-taken": {
      sidecar:
        "Pod 的标签承诺了隧道（HBONE），但那里没有谁接收；调用方得到 HTTP 503（UF）。",
      ztunnel: "Pod 的标签承诺了隧道（HBONE），但那里没有谁接收；连接失败。",
      none: "Pod 的标签承诺了隧道（HBONE），但那里没有谁接收；连接失败。",
    },
  },
  sends: {
    mutual_tls: "双向 TLS",
    plaintext: "明文",
    tls: "不带网格身份的 TLS",
  },
  rule: (rule, says, where, sends) =>
    `${rule} ${where}说 ${says}，因此发送${sends}。`,
  ruleUnnamed: (sends) => `由规则决定；发送${sends}。`,
  decides: {
    "auto-mtls": (sends) =>
      `没有规则说明；自动双向 TLS 选择${sends}，这些 Pod 接受它。`,
    "auto-mtls-infers-disable": () =>
      "没有规则说明；自动双向 TLS 认为此服务不用双向 TLS，便发送明文。",
    "endpoint-not-labelled": () =>
      "没有规则说明；这些 Pod 没有 tlsMode 标签，自动双向 TLS 便发送明文。",
    "endpoint-says-disable": () =>
      "没有规则说明；自动双向 TLS 看到这些 Pod 要明文，便发送明文。",
    "auto-mtls-off": () =>
      "没有规则说明，自动双向 TLS 也已关闭，因此发送明文。",
    ...NO_RULE_COUNTS,
  },
  decidesAnyway: {
    "auto-mtls": (sends) => `自动双向 TLS 选择${sends}，这些 Pod 接受它。`,
    "auto-mtls-infers-disable": () =>
      "自动双向 TLS 认为此服务不用双向 TLS，便发送明文。",
    "endpoint-not-labelled": () =>
      "这些 Pod 没有 tlsMode 标签，自动双向 TLS 便发送明文。",
    "endpoint-says-disable": () =>
      "自动双向 TLS 看到这些 Pod 要明文，便发送明文。",
    "auto-mtls-off": () => "自动双向 TLS 已关闭，因此发送明文。",
    ...NO_RULE_COUNTS,
  },
  saidAt: {
    port: "对这个端口",
    destination: "",
    subset: "对这个子集",
    "subset-port": "对这个子集的端口",
  },
  found: {
    "client-namespace": "它在调用方的命名空间里，那里最先查找。",
    "service-namespace": "它在服务的命名空间里。",
    "root-namespace": "它在根命名空间里，那里最后查找。",
  },
  silentRule: (rule) => `找到了 ${rule}，但它没有说到 TLS。`,
  merged: (rules) => `并入其中的有：${rules}。`,
  hides: (rule, says, reason) =>
    says === null
      ? `没有采用 ${rule}：${reason}。`
      : `没有采用 ${rule}（${says}）：${reason}。`,
  ruleLoss: {
    "searched-later": "它的查找次序在后",
    "merged-without-traffic-policy":
      "同一命名空间里的同一主机只取较旧规则的 TLS",
    "less-specific-host": "它的主机不够具体",
    "another-of-same-host": "同一主机采用的是另一条规则",
    "merged-out-of-sight": "它并入了一条调用方看不到的较旧规则",
    "not-exported": "它没有导出给调用方",
    "selector-does-not-match": "它的选择器不匹配调用方",
  },
};
