import type { FindingFacts, FindingWordings } from "@/lib/words/finding-facts";

export const clientFindings = {
  "plaintext-to-strict": {
    title: "向 STRICT 发送明文",
    sentence: (facts) =>
      `${port(facts)}只接受双向 TLS，但 ${rule(facts)} 让${clients(facts)}发送明文，调用因此失败${unless(facts)}。`,
    remedy: () =>
      "把它的 tls 模式设为 ISTIO_MUTUAL，或删除 tls 部分，由自动双向 TLS 决定。",
  },
  "foreign-tls-to-strict": {
    title: "向 STRICT 发送其他 TLS",
    sentence: (facts) =>
      `${port(facts)}只接受 Istio 的双向 TLS，但 ${rule(facts)} 让${clients(facts)}发送 ${facts.params.tls} 模式的 TLS，调用因此失败${unless(facts)}。`,
    remedy: () =>
      "把它的 tls 模式设为 ISTIO_MUTUAL，或删除 tls 部分，由自动双向 TLS 决定。",
  },
  "foreign-tls-to-http": {
    title: "向 HTTP 端口发送其他 TLS",
    sentence: (facts) =>
      `${port(facts)}声明为 HTTP，代理在那里只识别 Istio 的 TLS；${rule(facts)} 让${clients(facts)}发送 ${facts.params.tls} 模式的 TLS，调用因此失败${unless(facts)}。`,
    remedy: () => "删除 tls 部分，让客户端发送端口所接受的内容。",
  },
  "mutual-tls-to-disable": {
    title: "向 DISABLE 发送双向 TLS",
    sentence: (facts) =>
      `${port(facts)}只接受明文（DISABLE），但 ${rule(facts)} 让${clients(facts)}发送双向 TLS，调用因此失败${unless(facts)}。`,
    remedy: () => "把策略设为 PERMISSIVE，或删除规则中的 tls 部分。",
  },
  "mutual-tls-to-no-proxy": {
    title: "向没有代理的 Pod 发送双向 TLS",
    sentence: (facts) =>
      `${port(facts)}背后有 ${facts.count(facts.params.pods)} 个 Pod 没有代理，但 ${rule(facts)} 让${clients(facts)}发送双向 TLS，对它们的调用会失败${unless(facts)}。`,
    remedy: () =>
      "为这些 Pod 加上代理，或删除 tls 部分，由自动双向 TLS 逐个 Pod 决定。",
  },
  "auto-mtls-off-to-strict": {
    title: "没有自动双向 TLS 的 STRICT",
    sentence: (facts) =>
      `${port(facts)}只接受双向 TLS；自动双向 TLS 已关闭，也没有规则为${clients(facts)}开启它，调用因此失败${unless(facts)}。`,
    remedy: () =>
      "为此服务应用一个 tls 模式为 ISTIO_MUTUAL 的 DestinationRule。",
  },
  "headless-mixed-endpoints": {
    title: "众多 Pod 中有的没有代理",
    sentence: ({ services, params, count }) =>
      `${services || "某个无头服务"} 背后 ${count(params.pods)} 个 Pod 中有 ${count(params.without)} 个不能接收双向 TLS；客户端对所有 Pod 只做一次选择，于是全部发送明文。`,
    remedy: () => "重启没有代理的 Pod，让它们得到代理。",
  },
  "auto-mtls-to-disable": {
    title: "客户端看不到的 DISABLE",
    sentence: ({ services, params, count }) =>
      `${services || "某个服务"} 后面有 ${count(params.pods)} 个 Pod 只接受明文（DISABLE），而自动双向 TLS 在这里看不到，于是客户端发送双向 TLS，调用会失败${params.unless === "" ? "" : "，除非其代理发送 HBONE"}。`,
    remedy: () => "把策略改为 PERMISSIVE；它同时接受双向 TLS 和明文。",
  },
  "rule-hidden": {
    title: "规则被另一条遮住",
    sentence: ({ it, others, params }) =>
      `对 ${params.client} 中的客户端，${it} 遮住了 ${others || "服务自己的规则"}：在客户端的命名空间中找到匹配，搜索就结束。`,
    remedy: () => "在那里重复被遮住的规则的设置，或收窄 host，使其不再匹配。",
  },
  "rule-traffic-policy-dropped": {
    title: "被丢弃的流量策略",
    sentence: ({ it, others, params }) =>
      `${it} 的流量策略被丢弃：${others || "更早的规则"} 也针对 ${params.host}，而只有最早的那个算数。`,
    remedy: ({ others }) => `把它的流量策略移到 ${others || "更早的规则"} 中。`,
  },
  "rule-lost-for-namespaces": {
    title: "规则对部分命名空间失效",
    sentence: ({ it, others, params }) =>
      `针对 ${params.host} 的 ${it} 被并入 ${others || "更早的规则"}，而 ${params.namespaces} 看不到后者，那里的客户端两条都看不到。`,
    remedy: () => "让两条规则的 exportTo 相同，或合成一条。",
  },
  "rule-lost-for-clients": {
    title: "规则对部分客户端失效",
    sentence: ({ it, others, params }) =>
      `针对 ${params.host} 的 ${it} 被并入 ${others || "带 workloadSelector 的规则"}，该选择器没有匹配到的客户端因此失去它。`,
    remedy: () =>
      "去掉此规则的 exportTo 使两者分开，或为其他客户端重复它的设置。",
  },
  "rule-host-is-literal": {
    title: "host 按字面理解",
    sentence: ({ it, params }) =>
      `${it} 的 host ${params.host} 含有点号，因此按字面理解，不对应任何 Kubernetes 服务。`,
    remedy: ({ params }) => `如果本意如此，请写成 ${params.meant}。`,
  },
  "rule-host-not-found": {
    title: "host 没有对应的服务",
    sentence: ({ it, params }) =>
      `${it} 针对 ${params.host}，而这个服务不存在。`,
    remedy: () => "改正 host，或删除此规则。",
  },
  "rule-port-drops-tls": {
    title: "端口项丢掉了 tls",
    sentence: ({ it, params }) =>
      `${it} 设置了 tls ${params.tls}，但它的端口 ${params.port} 一项没有 tls，也不会继承，因此设置到不了这个端口。`,
    remedy: ({ params }) => `在端口 ${params.port} 一项中重复 tls 部分。`,
  },
  "rule-selects-nothing": {
    title: "规则没有选中客户端",
    sentence: ({ it }) =>
      `${it} 不起作用：它所在的命名空间中没有 Pod 带有 workloadSelector 的全部标签。`,
    remedy: () => "改正标签，或删除此规则。",
  },
} satisfies Partial<FindingWordings>;

type Conflict =
  | "plaintext-to-strict"
  | "foreign-tls-to-strict"
  | "foreign-tls-to-http"
  | "mutual-tls-to-disable"
  | "mutual-tls-to-no-proxy"
  | "auto-mtls-off-to-strict";

function port({ services, params }: FindingFacts<Conflict>): string {
  return `${services || "某个服务"} 的端口 ${params.port} `;
}

function rule({ rules }: FindingFacts<Conflict>): string {
  return rules || "DestinationRule";
}

function clients({ params }: FindingFacts<Conflict>): string {
  const who =
    params.clients === "" ? "客户端" : ` ${params.clients} 中的客户端`;
  return params.subset === "" ? who : `${who}在调用子集 ${params.subset} 时`;
}

function unless({ params }: FindingFacts<Conflict>): string {
  switch (params.unless) {
    case "":
      return "";
    case "mesh-certificates":
      return "，除非它的证书就是网格的证书";
    case "hbone":
      return "，除非它们的代理发送 HBONE";
    default:
      return params.unless satisfies never;
  }
}
