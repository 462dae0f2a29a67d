import type { PageWords } from "@/lib/words/en/page";

export const pageWords: PageWords = {
  skipToMatrix: "跳到矩阵",
  language: "语言",
  preferences: "语言和主题",
  theme: { label: "主题", system: "跟随系统", light: "浅色", dark: "深色" },
  health: {
    label: "数据来源",
    kubernetes: {
      starting: "Kubernetes 正在读取",
      live: "Kubernetes 实时",
      degraded: "Kubernetes 不完整",
      stale: "Kubernetes 已过时",
      down: "Kubernetes 无法连接",
    },
    prometheus: {
      starting: "Prometheus 正在读取",
      live: (age) => `Prometheus ${age}`,
      degraded: (age) => `Prometheus 不完整 · ${age}`,
      stale: (age) => `Prometheus 已过时 · ${age}`,
      down: "Prometheus 无法连接",
      unread: "Prometheus 未读取",
    },
    pods: (reporting, proxied) => `${proxied} 个 Pod 中 ${reporting} 个有上报`,
    connecting: "连接中",
    live: "实时",
    polling: "轮询",
    liveHint: "集群中的变化会立即显示在这里。",
    pollingHint: "实时流已中断，页面每隔几秒查询一次。",
  },
  progress: {
    label: "进度",
    of: (locked, total) => `${locked} / ${total}`,
    servicesLocked: "个服务已锁定",
    LOCKED: "已锁定",
    READY: "可锁定",
    READY_WITH_WARNINGS: "可锁定，有警告",
    BLOCKED: "受阻",
    UNKNOWN: "未知",
    show: (count, what) => `只显示：${count} 个${what}`,
    requests: "的请求为双向 TLS",
    connections: "的 TCP 连接",
    plaintext: (count) => `明文 ${count}`,
    ofTotal: (total) => `（共 ${total}）`,
    noStatement: (count) => `无法判断 ${count}`,
    noTraffic: "此时间窗口内没有流量",
    unknownTraffic: "流量未知",
  },
  sources: {
    summary: (count) => `${count} 个来源没有完整读到`,
    warned: (count) => `${count} 个来源有警告`,
    warnedDetail: "它们仍然被读取；详情说明了方式。",
    consequence: "读不到的一律显示为未知，绝不显示为安全。",
    details: "详情",
    noTraffic: "流量未知：Prometheus 没有给出数据",
    noTrafficDetail:
      "在数据到达之前，不会显示任何双向 TLS，也没有服务会显示为可锁定。",
    wholeCluster: "整个集群",
    since: (when) => `自 ${when}`,
  },
  stale: {
    title: "Lockstep 没有响应",
    detail: (when) => `您看到的是 ${when} 的数据，正在重试。`,
  },
  starting: {
    title: "正在读取网格",
    progress: (read, total) => `已读取 ${read} / ${total} 种对象。`,
    waiting: (names, more) =>
      more === null
        ? `正在等待 ${names}。`
        : `正在等待 ${names} 等，另有 ${more} 种。`,
    detail: "服务、策略和 Pod 先完整列出一次，之后只传输变化。",
  },
  noIstio: {
    title: "此集群中没有 Istio",
    detail:
      "既没有找到 Istio 的资源定义，也没有找到它的网格配置，因此没有策略可读。",
    remedy: "请选择已安装 Istio 的上下文，然后重新启动 Lockstep。",
  },
  empty: {
    title: "此网格中没有服务",
    detail: "在可读取的命名空间中没有找到服务。一旦出现，页面会自动显示。",
  },
  unreadable: {
    forbidden: (what) => `Lockstep 无权读取 ${what}`,
    other: (what) => `无法读取 ${what}`,
    consequence:
      "没有它们就无从评估。Lockstep 会继续重试，成功后页面会自动打开。",
    check: "查看拥有哪些权限：",
  },
  failed: {
    title: "页面无法显示",
    detail: "集群没有任何改动，Lockstep 的其余部分继续运行。",
  },
  notFound: {
    title: "没有这个页面",
    detail: "此地址可能来自其他版本。",
    home: "回到矩阵",
  },
  unreachable: {
    title: "Lockstep 没有响应",
    detail: "服务器可能已停止，或网络中断。页面会继续尝试。",
  },
  malformed: {
    title: "收到的不是 Lockstep 的回答",
    detail: (status) =>
      `浏览器与服务器之间的某处以 HTTP ${status} 作答，可能是代理或登录页面。`,
  },
};
