import type { ExplanationWords } from "@/lib/words/en/explanation";
import { explanationClientWords } from "./explanation-client";

export const explanationWords: ExplanationWords = {
  title: "为什么",
  jump: (mode) => `为什么是${mode}？`,
  hint: "端口接受什么、由谁决定、每种调用结果如何",
  loading: "正在查看策略…",
  noPods: "此服务背后没有本集群的 Pod，因此没有端口可以解释。",
  notRenewed: "以下内容是刚才的情况。",
  unreadable: {
    title: "起决定作用的一部分内容没有读到：",
    consequence: "以下内容没有把它算进去，可能不对；不要据此认为安全。",
    port: (subject) => `${subject}接受什么，尚不知道。`,
    clients: "sidecar 发送什么尚不知道，因此它们的调用结果也不知道。",
    asFar: (sentence) => `就已读到的内容而言：${sentence}`,
  },
  chooser: {
    label: "端口",
    port: (port, target) => (port === target ? port : `${port} → ${target}`),
    undeclared: (target) => (target === "0" ? "任何端口" : target),
    pods: (count) => `${count} 个 Pod`,
  },
  leftOut: {
    ports: (count) => `另有 ${count} 个端口没有列出。`,
    clients: (count) =>
      `另有 ${count} 种调用方没有列出；它们的调用结果如何，这里没有说明。`,
  },
  subject: (port, workload) =>
    port === "0" ? `${workload} 的任何端口` : `${workload} 的端口 ${port} `,
  accepts: {
    STRICT: (subject) => `${subject}只接受双向 TLS`,
    PERMISSIVE: (subject) => `${subject}既接受明文也接受双向 TLS`,
    DISABLE: (subject) => `${subject}只接受明文`,
  },
  open: (subject, cause) => `${subject}由进程自己决定接受什么，因为${cause}。`,
  inVain: (object, says) => `${object} 设置了 ${says}，但没有什么来执行它。`,
  because: {
    nobody: {
      PERMISSIVE: "因为没有任何策略适用，Istio 便两者都接受",
      DISABLE: "因为没有任何策略适用，Istio 便接受明文",
      STRICT: "因为没有任何策略适用，Istio 便接受双向 TLS",
    },
    mesh: (object, says) =>
      `因为 ${object} 为整个网格设置了 ${says}，而没有更具体的策略另作规定`,
    namespace: (object, says) =>
      `因为 ${object} 为命名空间设置了 ${says}，而没有更具体的策略另作规定`,
    workload: (object, says) => `因为 ${object} 为这个工作负载设置了 ${says}`,
    port: (object, says) => `因为 ${object} 专门为这个端口设置了 ${says}`,
  },
  deviates: {
    sidecar: (asked) =>
      `策略要求的是 ${asked}；但另一个服务通向同一端口，以较弱的策略为准。`,
    ztunnel: (asked) => `策略要求的是 ${asked}；ztunnel 执行的与此不同。`,
    none: (asked) => `策略要求的是 ${asked}；进程执行的与此不同。`,
  },
  plain: (claim) => `${claim}。`,
  sentence: (claim, because) => `${claim}，${because}。`,
  chain: {
    title: "由谁决定",
    hint: "从最广到最具体；最具体的策略生效。",
    legend: { mutualTls: "放行双向 TLS", plaintext: "放行明文" },
    start: {
      PERMISSIVE: "没有任何策略时，Istio 两者都接受。",
      DISABLE: "没有任何策略时，Istio 接受明文。",
      STRICT: "没有任何策略时，Istio 接受双向 TLS。",
    },
    level: {
      mesh: () => "整个网格",
      namespace: (name) => `命名空间 ${name}`,
      workload: (name) => `工作负载 ${name}`,
      port: (name) => (name === "0" ? "任何端口" : `端口 ${name}`),
    },
    reach: {
      mesh: "所有工作负载",
      namespace: "其中所有工作负载",
      workload: "它的所有端口",
      port: "仅此端口",
    },
    nobody: (mode) => `这一级没有策略，${mode} 不变。`,
    unset: (mode) => `它设置的是 UNSET，${mode} 不变。`,
    loser: (says) => `设置了 ${says}，但不起作用：`,
    loserSilent: "不起作用：",
    loss: {
      "newer-than-winner": (by) => `${by} 更旧，同一层级只有最旧的算数`,
      "selector-in-root-namespace": () => "根命名空间中带选择器的策略会被忽略",
      "port-list-without-selector": () =>
        "它没有选择器，端口列表不起作用；其余部分有效",
      "superseded-by-peer-authentication": (by) =>
        `${by} 适用，旧式策略便不再使用`,
    },
    same: (object, says) => `${object} 也设置了 ${says}。`,
    overrules: (object, says) => `取代了设置 ${says} 的 ${object}。`,
    preferred: (object, says) => `优先于设置 ${says}、不够具体的 ${object}。`,
    intends: (mode) => `它本意是 ${mode}，但代理的做法与此不同。`,
    other: "另一个对象",
  },
  enforcement: {
    title: "由谁执行",
    holds: {
      "sidecar-container": "每个 Pod 里的 sidecar。",
      "shared-port": "另一个服务通向同一端口，以两者中较弱的策略为准。",
      "ambient-redirection": "节点上的代理 ztunnel。",
      "ambient-rule-set":
        "节点上的代理 ztunnel，按 Istio 为它生成的规则集执行；这与上面的步骤有出入。",
      "no-proxy": "无人执行：这些 Pod 没有代理。",
      "host-network": "无人执行：这些 Pod 使用节点自己的网络。",
      "excluded-port": "无人执行：sidecar 被要求不管这个端口。",
      gateway: "无人执行：网关的公开端口不受这些策略约束。",
      "proxyless-grpc": "没有代理：必须由进程里的 gRPC 库自己执行。",
      "not-tcp": "无人执行：此端口不是 TCP，而双向 TLS 需要 TCP。",
    },
    cause: {
      "sidecar-container": "它的 sidecar 没有对这个端口执行策略",
      "shared-port": "另一个服务通向同一端口",
      "ambient-redirection": "ztunnel 没有对这个端口执行策略",
      "ambient-rule-set": "ztunnel 上的规则集没有关上它",
      "no-proxy": "它前面没有代理",
      "host-network": "它使用节点自己的网络，绕过了所有代理",
      "excluded-port": "它的 sidecar 被要求不管这个端口",
      gateway: "网关的公开端口不受这些策略约束",
      "proxyless-grpc": "它没有代理，只有 gRPC 库",
      "not-tcp": "它不是 TCP",
    },
    attached: "ztunnel 上的规则集：",
    regardless: "无论策略怎么说，明文都会被放进来。",
  },
  clients: explanationClientWords,
  commands: {
    title: "在集群上查看同样的内容",
    shows: {
      policies: "各层级的策略",
      listener: "Pod 的代理接受什么",
      cluster: "客户端的代理发送什么",
      describe: "Istio 自己对 Pod 的总结",
      ambient: "ztunnel 遵从什么",
      legacy: "旧式的策略",
    },
  },
};
