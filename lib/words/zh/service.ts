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
  noWorkloads: "此服务后面没有 Pod，因此没有统计其调用。",
  doubts: "Prometheus 对这个回答有疑问：",
  notRenewed: (when) => `以下数据截至 ${when}。`,
};
