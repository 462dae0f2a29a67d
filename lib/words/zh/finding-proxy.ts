import type { FindingWordings } from "@/lib/words/finding-facts";

export const proxyFindings = {
  "proxy-missing": {
    title: "缺少 Sidecar",
    sentence: ({ it, params, count }) =>
      `${it}：有 ${count(params.pods)} 个 Pod 应有 Sidecar，启动时却没有得到。`,
    remedy: () => "重启这些 Pod：Sidecar 只在 Pod 创建时注入。",
  },
  "proxy-not-asked-for": {
    title: "下次启动会失去 Sidecar",
    sentence: ({ it, params, count }) =>
      `${it}：有 ${count(params.pods)} 个 Pod 带有 Sidecar，但已没有任何设置要求它，下次启动就不会再有。`,
    remedy: () => "在任何重启之前，用命名空间或 Pod 上的标签重新要求注入。",
  },
  "label-without-proxy": {
    title: "有双向 TLS 标签却没有代理",
    sentence: ({ it, params, count }) =>
      `${it}：有 ${count(params.pods)} 个 Pod 带有标签 ${params.labels} 却没有代理，标签所要的双向 TLS 会失败。`,
    remedy: () => "从 Pod 模板中删除此标签，或为这些 Pod 加上代理。",
  },
  "proxy-without-label": {
    title: "有代理却没有双向 TLS 标签",
    sentence: ({ it, params, count }) =>
      `${it}：有 ${count(params.pods)} 个 Pod 有代理却没有标签 security.istio.io/tlsMode=istio，自动双向 TLS 会向那里发送明文${params.unless === "" ? "" : "，除非客户端的代理发送 HBONE"}。`,
    remedy: () => "重启这些 Pod，由注入写上标签，或在 Pod 模板中设置它。",
  },
  "ambient-not-redirected": {
    title: "尚未进入 Ambient",
    sentence: ({ it, params, count }) =>
      `${it}：有 ${count(params.pods)} 个应进入 Ambient 的 Pod 没有被重定向到 ztunnel，那里不执行任何策略。`,
    remedy: () =>
      "查看这些 Pod 所在节点上的 istio-cni，待其正常后重启这些 Pod。",
  },
  "ambient-not-asked-for": {
    title: "仍在 Ambient 中",
    sentence: ({ it, params, count }) =>
      `${it}：有 ${count(params.pods)} 个 Pod 仍被重定向到 ztunnel，但已没有任何设置要求 Ambient。`,
    remedy: () =>
      "重新设置标签 istio.io/dataplane-mode=ambient，或重启这些 Pod 使其退出。",
  },
  "legacy-policy-ignored": {
    title: "旧策略被忽略",
    sentence: ({ it }) =>
      `${it} 不起作用：此控制平面既不读取 Policy，也不读取 MeshPolicy。`,
    remedy: () => "写一个表达同样意思的 PeerAuthentication，再删除它。",
  },
  "legacy-lenient-not-enforced": {
    title: "没有执行的宽容",
    sentence: ({ it }) =>
      `${it} 想让明文进入（allowTls 或 peerIsOptional），但代理只看模式，执行的是 STRICT。`,
    remedy: () => "如果明文必须进入，请设模式 PERMISSIVE，否则删除这些字段。",
  },
  "legacy-mesh-policy-name": {
    title: "名称不对的 MeshPolicy",
    sentence: ({ it }) =>
      `${it} 不起作用：只有名为 default 的 MeshPolicy 算数。`,
    remedy: () => "把它的内容移到名为 default 的 MeshPolicy，再删除它。",
  },
  "legacy-policy-shadowed": {
    title: "被遮蔽的旧策略",
    sentence: ({ it, others, params }) =>
      `${it} 对 ${params.service} 不起作用：${others || "另一个策略"} 更早或点名了端口，由它决定。`,
    remedy: ({ others }) =>
      `把它的内容移到 ${others || "起决定作用的策略"} 中，并删除这个目标。`,
  },
  "legacy-policy-overridden": {
    title: "被取代的旧策略",
    sentence: ({ it, others }) =>
      `${it} 没有被使用：${others || "PeerAuthentication"} 管的是同样的工作负载，此时旧策略不算数。`,
    remedy: () => "把仍需要的内容移到 PeerAuthentication 中，再删除它。",
  },
  "legacy-target-not-found": {
    title: "旧策略的目标不存在",
    sentence: ({ it, params }) =>
      `${it} 的目标是服务 ${params.service}，而它所在的命名空间中没有这个服务。`,
    remedy: () => "改正目标的名称，或删除这个目标。",
  },
} satisfies Partial<FindingWordings>;
