import type { ServiceWords } from "@/lib/words/en/service";

export const serviceWords: ServiceWords = {
  title: (window) => `最近 ${window}的流量`,
  hint: "对其工作负载的全部调用，包括经由其他服务的调用",
  caption: {
    requests: (step) => `请求，每柱 ${step}`,
    connections: (step) => `连接，每柱 ${step}`,
  },
  figures: {
    mutualTls: "双向 TLS",
    plaintext: "明文",
    noStatement: "无法判断",
    unknown: "无数据",
  },
  strip: "明文",
  picture: {
    requests: (service, window) => `最近 ${window}对 ${service} 的请求。`,
    connections: (service, window) => `最近 ${window}对 ${service} 的连接。`,
  },
  plaintext: (found, of, last) =>
    `${of} 个时段中有 ${found} 个出现明文，最近一次 ${last}。`,
  noPlaintext: (of) => `有数据的 ${of} 个时段中没有明文。`,
  noStatement: (found) => `${found} 个时段有无法判断的调用。`,
  unknown: (found) => `${found} 个时段无数据。`,
  times: {
    requests: "明文请求出现的时间",
    connections: "明文连接出现的时间",
    from: "从",
    to: "到",
    count: "明文",
  },
  loading: "正在读取 Prometheus…",
  nothing:
    "Prometheus 在此时间窗口内没有统计到调用，无法区分是没有人调用还是没有统计。",
  noCalls: (known, unknown) =>
    unknown === "0"
      ? `${known} 个时段都没有调用。`
      : `有数据的 ${known} 个时段没有调用；另有 ${unknown} 个时段无数据。`,
  nobodyCounted: "此时间窗口内没有统计到调用；所有代理都有上报。",
  noWorkloads: "此服务后面没有 Pod，因此没有统计其调用。",
  doubts: "Prometheus 对这个回答有疑问：",
  notRenewed: (when) => `以下数据截至 ${when}。`,
  trendOf: { label: "调用来自", everybody: "所有调用方" },
  page: {
    skip: "跳到服务",
    back: "返回矩阵",
    open: "打开页面",
    openFor: (service) => `打开 ${service} 的页面`,
    details: "调用方、流量与策略",
    verdict: "结论",
    alsoBlocking: "其他阻碍",
    warnings: "警告",
    moreReasons: "还应了解",
    ports: {
      title: "逐个端口",
      hint: "各端口不同。遥测不区分端口，因此所见的流量对每个开放端口都算数。",
    },
    actions: "下一步",
    loadingWindow: (window) =>
      `正在加载 ${window}；此处显示的是另一个时间窗口。`,
    unknown: {
      title: (service) => `没有服务 ${service}`,
      detail: "它现在不在此网格中，可能已改名或删除。",
      unread: "它仍可能存在：未能从集群读取全部内容。",
    },
  },
  coverage: {
    title: "证据",
    state: {
      complete: "完整",
      partial: "不完整",
      none: "无证据",
      no_pods: "无 Pod",
      no_proxy: "无人统计",
    },
    sentence: {
      complete: (window) =>
        `此服务的每个代理在最近 ${window}内都有上报。绕过代理的调用没有人统计。`,
      partial: (window) =>
        `最近 ${window}的调用没有全部统计：此处可能缺少调用方。`,
      none: (window) => `最近 ${window}没有任何统计。这不表示没有人调用。`,
      no_pods: () => "此服务后面没有本集群的 Pod，因此这里没有统计其调用。",
      no_proxy: () => "它的 Pod 都没有代理，因此没有人统计谁在调用。",
    },
    badge: (reporting, proxied) => `${proxied} 个 Pod 中有 ${reporting} 个上报`,
    missing: "缺少什么",
    facts: {
      reporting: "有上报",
      reportingOf: (reporting, proxied) =>
        `${proxied} 个有代理的 Pod 中的 ${reporting} 个`,
      pods: "Pod 总数",
      withoutProxy: (count) => `${count} 个没有代理`,
      window: "时间窗口",
      asOf: "截至",
      firstPlaintext: "此时间窗口内首次明文",
      lastPlaintext: "最近一次明文",
      never: "此时间窗口内没有",
      neverKnown: "没有统计到",
    },
  },
  callers: {
    title: "调用方",
    hint: "请求和连接分别统计，从不相加。",
    caller: "调用方",
    identity: "身份",
    noIdentity: "无身份",
    unit: { requests: "请求", connections: "连接" },
    unitHead: "单位",
    mutualTls: "双向 TLS",
    plaintext: "明文",
    noStatement: "无法判断",
    last: "最近一次明文",
    never: "从未",
    whyHead: "为何是明文，怎么办",
    all: (count) => `显示全部 ${count} 个调用方`,
    fewer: "收起",
    refusedNow: "现在被拒绝",
    refusedIfLocked: "锁定后会被拒绝",
    refusedIfItGoesOn: "若仍发明文则会被拒绝",
    why: {
      "no-name": {
        title: "遥测无法识别它。",
        remedy: "它没有代理，或其代理发送明文。访问日志中有它的地址。",
      },
      rule: {
        title: (namespace, rule) =>
          `DestinationRule ${rule} 让 ${namespace} 中的客户端不使用双向 TLS。`,
        remedy: "将其 tls 模式设为 ISTIO_MUTUAL，或删除其 tls 部分。",
      },
      "auto-mtls-off": {
        title: (namespace) =>
          `自动双向 TLS 已关闭，也没有规则为 ${namespace} 中的客户端启用它。`,
        remedy: "应用“启用双向 TLS”所预览的 DestinationRule。",
      },
      inferred: {
        title: (namespace) =>
          `${namespace} 中的客户端并非对其所有 Pod 都使用双向 TLS。`,
        remedy: "下方“为什么”说明它们把哪些 Pod 当作没有代理。",
      },
      "told-mutual-tls": {
        title: (namespace) =>
          `${namespace} 中的 sidecar 现已配置为使用双向 TLS。`,
        remedy:
          "这些调用发生在此前，或来自没有代理的 Pod，或直接发往 Pod 地址。选择从更改之后开始的时间窗口即可分辨。",
      },
      unexplained: {
        title: "已读取的内容都不能解释它。",
        remedy: "请查看它的 Pod 是否有代理。",
      },
    },
  },
  refused: {
    title: "仍在用明文访问",
    hint: "它们在此时间窗口内发送过明文；此服务现在会拒绝。",
  },
  withoutProxy: {
    title: "为它们加上代理",
    pods: (count) => `${count} 个 Pod 没有代理`,
    more: (count) => `还有 ${count} 个工作负载有 Pod 没有代理。`,
  },
  turnedAway: {
    title: "已被拒绝",
    hint: "由调用方的代理和 ztunnel 统计。没有代理的调用方只出现在日志里。",
    certainty: {
      refused:
        "被拒绝：由 PeerAuthentication（它发送了 STRICT 端口不接受的流量）或 AuthorizationPolicy 拒绝。",
      failed: "失败：被拒绝，或服务端不可用；调用方的代理无法区分。",
    },
    noTime: "时间未知",
  },
  neighbours: {
    title: "相同 Pod 的其他服务",
    hint: "针对这些 Pod 的策略也会对它们生效。",
    none: "没有：没有其他服务指向它的 Pod。",
    unknown: "未知：未能读取全部 Pod。",
    loading: "正在查找…",
    failed: "无法读取。",
  },
};
