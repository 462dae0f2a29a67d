import type { FindingWordings } from "@/lib/words/finding-facts";

export const policyFindings = {
  "policy-shadowed": {
    title: "被遮蔽的策略",
    sentence: ({ it, others }) =>
      `${it} 不起作用：${others || "更早的策略"} 管的是同样的工作负载，而只有最早的那个算数。`,
    remedy: ({ others }) =>
      `把它的内容移到 ${others || "更早的策略"} 中再删除它；同一范围的策略从不合并。`,
  },
  "policy-shadowed-for-some": {
    title: "部分被遮蔽的策略",
    sentence: ({ it, others, params, count }) =>
      `${it} 对它选中的 ${count(params.pods)} 个 Pod 不起作用：这些 Pod 由 ${others || "更早的策略"} 决定，只有最早的那个算数。`,
    remedy: ({ others }) =>
      `让每个 Pod 只有一个策略：收窄选择器，或把它并入 ${others || "更早的策略"}。`,
  },
  "policy-selector-in-root": {
    title: "根命名空间中的选择器",
    sentence: ({ it, params, services }) =>
      params.open
        ? `${it} 被忽略（根命名空间中带选择器的策略都是如此），因此 ${services || "它所指的 Pod"} 仍接受明文。`
        : `${it} 不起作用：在根命名空间中，带选择器的策略会被忽略。`,
    remedy: () => "把它移到目标工作负载所在的命名空间。",
  },
  "policy-selects-nothing": {
    title: "策略没有选中 Pod",
    sentence: ({ it }) =>
      `${it} 不起作用：它所在的命名空间中没有 Pod 或 WorkloadEntry 带有选择器的全部标签。`,
    remedy: () =>
      "改正标签（比较的是 Pod 的标签，不是 Deployment 或 Service 的），或删除它。",
  },
  "policy-says-nothing": {
    title: "没有模式的策略",
    sentence: ({ it, params, services }) =>
      params.opens
        ? `${it} 既没有设置模式，也没有设置端口；只要它还在，istiod 就不为 ztunnel 生成规则：${services} 的每个端口现在都开放。`
        : params.next === ""
          ? `${it} 既没有设置模式，也没有设置端口，因此不改变任何东西。`
          : `${it} 既没有设置模式，也没有设置端口；但只要它还在，更新的 PeerAuthentication ${params.next} 就不算数。`,
    remedy: ({ params }) =>
      params.opens
        ? "删除它：ztunnel 的规则随后会生成，网格要求 STRICT 的地方会拒绝明文。"
        : params.next === ""
          ? "删除它；没有其他策略排在它之后。"
          : `给它一个模式，或删除它：之后 PeerAuthentication ${params.next} 就会生效。`,
  },
  "ports-without-selector": {
    title: "没有选择器的端口",
    sentence: ({ it, params }) =>
      `${it} 的端口（${params.ports}）被忽略：策略只有带选择器时才能设置端口。`,
    remedy: () => "把端口移到选中工作负载的策略中，或删除它们。",
  },
  "port-not-served": {
    title: "没有进程监听的端口",
    sentence: ({ it, params }) =>
      `${it} 为端口 ${params.port} 设置了模式，但它选中的 Pod 都没有监听这个端口的迹象。`,
    remedy: () => "写进程实际监听的端口，或删除这一项。",
  },
  "port-is-service-port": {
    title: "策略中写了服务端口",
    sentence: ({ it, params }) =>
      `${it} 为端口 ${params.port} 设置了模式，那是服务的端口；进程监听的是 ${params.targetPort}，并未受影响。`,
    remedy: ({ params }) =>
      `把 ${params.port} 改为 ${params.targetPort}：策略中写的是进程的端口。`,
  },
  "policy-invalid": {
    title: "无效的策略",
    sentence: ({ it, params }) =>
      `Istio 自身的校验会拒绝 ${it}：${problems(params.problems)}。`,
    remedy: () => "改正或删除它；保持原样时，只要校验开启，谁都无法编辑它。",
  },
  "policy-on-gateway": {
    title: "作用于网关的策略",
    sentence: ({ it }) =>
      `${it} 只选中了网关，而 PeerAuthentication 管不到网关打开的监听器。`,
    remedy: () => "改为在 Gateway 的 servers 中设置 TLS，并删除此策略。",
  },
  "strict-without-proxy": {
    title: "没有代理的 STRICT",
    sentence: ({ it, params, count }) =>
      `${it} 要求 STRICT，但有 ${count(params.pods)} 个 Pod 没有代理来执行，明文仍可进入。`,
    remedy: () =>
      "为命名空间加上注入标签并重启这些 Pod，或不再让策略选中它们。",
  },
  "strict-on-excluded-port": {
    title: "被排除端口上的 STRICT",
    sentence: ({ it, params, count }) =>
      `${it} 要求端口 ${params.port} 为 STRICT，但在 ${count(params.pods)} 个 Pod 上此端口绕过代理，仍然开放。`,
    remedy: ({ params }) =>
      `让代理接管端口 ${params.port}（注解 excludeInboundPorts 和 includeInboundPorts），或用其他方式保护它。`,
  },
  "strict-under-disable": {
    title: "DISABLE 之下的 STRICT",
    sentence: ({ all }) =>
      `工作负载要求 STRICT，而它的命名空间或网格是 DISABLE（${all}），因此使用自动双向 TLS 的客户端发送明文并被拒绝。`,
    remedy: () => "把命名空间或网格的策略设为 PERMISSIVE。",
  },
  "permissive-proxyless-grpc": {
    title: "没有 Envoy 的 gRPC 上的 PERMISSIVE",
    sentence: ({ params, count }) =>
      `没有 Envoy 的 gRPC 服务器不认识 PERMISSIVE：在 ${count(params.pods)} 个 Pod 上它等同于 ${params.actsAs}。`,
    remedy: () => "按您的本意，为这些工作负载写明 STRICT 或 DISABLE。",
  },
  "ambient-ports-open": {
    title: "Ambient 中所有端口开放",
    sentence: ({ it, others, params, count }) =>
      `${it} 设置了个别端口，而 STRICT 来自或留给别的策略${others === "" ? "" : `（${others}）`}；istiod 不会据此为 ztunnel 生成规则，因此 Ambient 中 ${count(params.pods)} 个 Pod 的每个端口都接受明文。`,
    remedy: () => "在此策略自身写明模式 STRICT，并列出应保持开放的端口。",
  },
  "ambient-port-stays-closed": {
    title: "Ambient 中 DISABLE 端口仍关闭",
    sentence: ({ it, params }) =>
      `${it} 把端口 ${params.port} 设为 DISABLE，但在继承的 STRICT 之下，ztunnel 只开放 PERMISSIVE 端口，那里的明文仍被拒绝。`,
    remedy: ({ params }) => `把端口 ${params.port} 写成 PERMISSIVE。`,
  },
  "ambient-empty-root-selector": {
    title: "空选择器遮住了网格策略",
    sentence: ({ it }) =>
      `${it} 的选择器为空，因此它对 Sidecar 是网格策略，对 Ambient 工作负载却不是。`,
    remedy: () =>
      "先弄清它的模式会对 Ambient 工作负载产生什么影响，再删除选择器字段。",
  },
  "ambient-disable-is-permissive": {
    title: "Ambient 中 DISABLE 等于 PERMISSIVE",
    sentence: ({ it, params, count }) =>
      `${it} 写的是 DISABLE，而 ztunnel 不认识它：Ambient 中 ${count(params.pods)} 个 Pod 同时接受双向 TLS 和明文。`,
    remedy: () => "写成 PERMISSIVE，与实际一致。",
  },
  "ambient-clients-to-strict-sidecar": {
    title: "Ambient 客户端被 Sidecar 拒绝",
    sentence: ({ params, count }) =>
      `有 ${count(params.pods)} 个 Pod 的 Sidecar 不接收 HBONE，ztunnel 只能用明文访问它们，而 STRICT 会拒绝。`,
    remedy: () => "用开启了 HBONE 的注入器（如 ambient 配置）重启这些 Pod。",
  },
  "sidecar-clients-to-strict-ambient": {
    title: "Sidecar 客户端被 Ambient 拒绝",
    sentence: ({ it, params, count }) =>
      params.unless === ""
        ? `${it}：sidecar 不发送 HBONE，而 ztunnel 只从中读取身份，因此 STRICT 会拒绝它们对 ${count(params.pods)} 个 Pod 的所有调用。`
        : `${it}：ambient 中有 ${count(params.pods)} 个 STRICT 的 Pod 会拒绝 sidecar 的所有调用，除非 sidecar 发送 HBONE，而 Istio 没有说明它们是否发送。`,
    remedy: () =>
      "在 istiod 中把 PILOT_ENABLE_SENDING_HBONE 设为 true，或在这些客户端进入 ambient 之前允许明文。",
  },
} satisfies Partial<FindingWordings>;

const PROBLEMS: Readonly<Record<string, string>> = {
  "ports-without-selector": "设置了端口却没有选择器",
  "empty-port-list": "端口列表为空",
  "port-out-of-range": "有端口不在 1 到 65535 之间",
  "empty-label-key": "选择器中有标签没有键",
  "wildcard-in-selector": "选择器中有通配符",
  "selector-without-labels": "选择器没有标签",
};

function problems(codes: string): string {
  return codes
    .split(", ")
    .map((code) => PROBLEMS[code] ?? code)
    .join("；");
}
