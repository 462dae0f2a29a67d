import type { ReasonCode } from "@/lib/mesh/readiness/reason";
import type { ReasonFacts } from "@/lib/words/reason-facts";
import type { Sentence } from "@/lib/words/sentence";
import { metricsOffWords } from "./reason-metrics-off";
import { because, place, senders, staysOpen, volume } from "./reason-phrases";
import { preflightReasonWords } from "./reason-preflight";
import { refusalReasonWords } from "./reason-refusal";

const LABEL_NAMESPACE = "为命名空间加上注入标签，并重启没有代理的 Pod。";

/** 按没有代理的原因。 */
const WITHOUT_PROXY: Readonly<Record<string, string>> = {
  gateway: "请用网关自己的 TLS 设置来保护它们。",
  "host-network": "使用节点网络的 Pod 不会有代理，请用其他方式保护。",
  "not-redirected":
    "它们本应进入 ambient，但没有被重定向到 ztunnel：请检查所在节点上的 istio-cni。",
  "older-than-label": "请重启它们：sidecar 只在创建 Pod 时注入。",
};

export const reasonWords: Readonly<
  Record<ReasonCode, (facts: ReasonFacts) => Sentence>
> = {
  ...preflightReasonWords,
  ...refusalReasonWords,
  "plaintext-seen": (facts) => ({
    title: `收到明文：${volume(facts)}${senders(facts)}。`,
    remedy: "为这些调用方加上代理，或让它们使用双向 TLS；现在锁定会拒绝它们。",
  }),
  "destination-rule-not-mutual": (facts) => ({
    title: `${facts.text("rule") === "" ? "有 DestinationRule" : `DestinationRule ${facts.text("rule")}`} 让${place(facts)}的客户端不使用 Istio 双向 TLS。`,
    remedy: "把它的 tls 模式改为 ISTIO_MUTUAL，或删除 tls 部分。",
  }),
  "auto-mtls-off": (facts) => ({
    title: `自动双向 TLS 已关闭，也没有规则让${place(facts)}的客户端使用双向 TLS。`,
    remedy: "应用“启用双向 TLS”预览的 DestinationRule。",
  }),
  "legacy-support-unknown": () => ({
    title: "此处可能由旧版策略决定，但不知道控制平面是否旧到仍会执行它。",
    remedy:
      "让 Lockstep 能读取控制平面的 Pod；如果 Istio 是 1.6 或更新版本，请删除该策略。",
  }),
  "legacy-policy-shared": (facts) => ({
    title: `${facts.objects || "某个旧版策略"} 同时决定此服务和其他服务，因此不会为其中一个而修改它。`,
    remedy: "请先手动把它拆成每个服务一个策略，再在这里锁定。",
  }),
  "legacy-policy-checks-end-users": (facts) => ({
    title: `${facts.objects || "某个旧版策略"} 还检查终端用户；为此服务单独建策略会使该检查失效。`,
    remedy: "请先手动为此服务建一个带有相同 origins 的策略，再在这里锁定。",
  }),
  "policy-without-effect": (facts) => ({
    title: `修改之后 ${facts.text("ports") || "部分端口"} 仍然开放${because(facts)}。`,
    remedy: "那里由另一个策略决定：请修改那个策略。",
  }),
  "parent-mode-disable": (facts) => ({
    title: `命名空间或网格的策略是 DISABLE${because(facts)}，客户端会一直用明文。`,
    remedy: "先把上级策略改为 PERMISSIVE。",
  }),
  "no-evidence": (facts) => ({
    ...((facts.number("reporting") ?? 0) > 0
      ? {
          title: `遥测没有说明每次调用是否使用双向 TLS（${facts.count("pods")} 个 Pod 中 ${facts.count("reporting")} 个有上报）。`,
          remedy:
            "检查 Istio 的指标是否保留了标签 connection_security_policy。",
        }
      : {
          title: `遥测对此服务没有任何说明（${facts.count("pods")} 个 Pod 中 ${facts.count("reporting")} 个有上报）。`,
          remedy: "检查 Prometheus 是否抓取它的代理，以及指标是否被关闭。",
        }),
  }),
  "no-answer": () => ({
    title: "Prometheus 没有回答，自上次回答以来的调用未知。",
    remedy: "原因见数据源提示。",
  }),
  "partial-answer": () => ({
    title: "Prometheus 只返回了部分结果，可能遗漏调用方。",
    remedy: "查看数据源提示中的警告。",
  }),
  "proxies-younger-than-window": () => ({
    title: "此服务的代理在此时间窗口内才启动，之前的调用没有计数。",
    remedy: "选择更短的时间窗口，或等到代理运行满整个时间窗口。",
  }),
  "clients-infer-plaintext": (facts) => ({
    title: `有代理的 Pod 仍然收到${place(facts)}的客户端发送的明文。`,
    remedy:
      "检查每个 Pod 是否带有标签 security.istio.io/tlsMode，并重启缺少标签的 Pod。",
  }),
  "sidecars-without-hbone": (facts) => ({
    title: `${place(facts)}的客户端带有 sidecar，但不知道它们是否使用隧道（HBONE），而 ambient 中的 Pod 只从隧道读取网格身份。`,
    remedy:
      "在 istiod 中把 PILOT_ENABLE_SENDING_HBONE 设为 true；任何 DestinationRule 都代替不了它。",
  }),
  "calls-would-fail": (facts) => ({
    title: `更改之后，${place(facts)}的带 sidecar 的客户端今天能发出的调用会失败。`,
    remedy: "继续之前，请逐个端口查看调用会如何结束。",
  }),
  "rules-unreadable": () => ({
    title: "无法读取 DestinationRule，因此不知道客户端发送什么。",
    remedy:
      "请看该数据源自己的说明；常见原因是缺少 destinationrules 的 list 和 watch 权限。",
  }),
  "pods-unreadable": () => ({
    title: "无法读取此处的 Pod，因此不知道服务背后是什么。",
    remedy:
      "请看该数据源自己的说明；常见原因是缺少 pods 的 list 和 watch 权限。",
  }),
  "mesh-config-unknown": () => ({
    title: "无法读取 Istio 的网格配置，因此连根命名空间也只是猜测。",
    remedy:
      "请看该数据源自己的说明；常见原因是缺少控制平面命名空间中 ConfigMap 的 get、list 和 watch 权限。",
  }),
  "callers-refused": (facts) => ({
    title: `此时间窗口内看到的 ${facts.count("callers")} 个调用方会被拒绝。`,
    remedy: "继续之前请先查看谁会被拒绝。",
  }),
  "was-strict": () => ({
    title: "它在此时间窗口内曾是 STRICT；当时被拒绝的调用没有留下痕迹。",
    remedy: "等到放开之后经过一个完整的时间窗口。",
  }),
  "scrape-gap": (facts) => ({
    title: `此时间窗口中有${facts.duration("unscrapedS") || "一段时间"} Prometheus 没有抓取该服务的任何代理；期间结束的 Pod 所收到的调用没有计入。`,
    remedy:
      "选择更短的时间窗口，或等到该缺口移出时间窗口；Prometheus 自身的历史会说明原因。",
  }),
  "metrics-off": metricsOffWords,
  "window-not-covered": () => ({
    title: "Prometheus 保存的数据短于此时间窗口。",
    remedy: "选择更短的时间窗口，或等到数据覆盖整个时间窗口。",
  }),
  "no-traffic": () => ({
    title: "每个 Pod 都有上报，但没有看到调用。",
    remedy: "选择能覆盖最慢调用方的更长时间窗口，或确认没有人调用它。",
  }),
  "partial-coverage": (facts) => ({
    title: `${facts.count("pods")} 个 Pod 中只有 ${facts.count("reporting")} 个发送遥测。`,
    remedy: "查明 Prometheus 为什么没有抓取其余的 Pod。",
  }),
  "pods-without-proxy": (facts) => ({
    title:
      facts.text("cause") === "gateway"
        ? "它的 Pod 是网关：PeerAuthentication 管不到网关的公开端口。"
        : `${facts.count("pods")} 个 Pod 中有 ${facts.count("without")} 个没有代理，STRICT 对它们不起作用。`,
    remedy: WITHOUT_PROXY[facts.text("cause")] ?? LABEL_NAMESPACE,
  }),
  "exceptions-remain": (facts) => ({
    title: `仍有明确的例外：${facts.text("ports") || "部分端口或工作负载"}${because(facts)}。`,
    remedy: "逐个确认是否仍然需要。",
  }),
  "shared-pods": (facts) => ({
    title: `它的 Pod 还服务于 ${facts.text("services") || "其他服务"}，会一起被锁定。`,
    remedy: "也请查看那些服务的调用方。",
  }),
  "not-assessable": () => ({
    title: "此服务背后没有本集群的 Pod。",
    remedy: "请查看它的端点实际在哪里，这里无法判断。",
  }),
  "managed-elsewhere": (facts) => ({
    title: `${facts.objects || "该策略"} 由 ${facts.text("owner") || "其他工具"} 管理，在这里做的修改会被撤销。`,
    remedy: "请在该工具读取配置的地方修改。",
  }),
  "policies-unreadable": () => ({
    title: "策略无法读取，因此模式未知。",
    remedy: "缺少什么，请看该数据源自己的说明。",
  }),
  "changed-since": (facts) => ({
    title: `在我们的修改之后，有人改过${facts.objects === "" ? "该对象" : ` ${facts.objects}`}。`,
    remedy: "查看差异后再手动修改；自动恢复会连同那次修改一起撤销。",
  }),
  locked: (facts) =>
    facts.openPorts.length > 0
      ? {
          title: `已锁定${because(facts)}，但${staysOpen(facts.openPorts)}，明文可以从那里进入。`,
          remedy:
            "逐个确认开放的端口是否仍然需要；发往其他端口的明文会被拒绝。",
        }
      : {
          title: `每个服务端口都只接受双向 TLS${because(facts)}。`,
          remedy: "无需操作；发往这些端口的明文会被拒绝。",
        },
  "only-mutual-tls-seen": (facts) => ({
    title: `只看到双向 TLS，${facts.count("pods")} 个 Pod 中 ${facts.count("reporting")} 个有遥测。`,
    remedy: "可以锁定。",
  }),
};
