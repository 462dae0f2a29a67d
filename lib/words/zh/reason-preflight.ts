import type { PreflightCode } from "@/lib/words/en/reason-preflight";
import type { ReasonFacts } from "@/lib/words/reason-facts";
import type { Sentence } from "@/lib/words/sentence";
import { place, senders, volume } from "./reason-phrases";

export const preflightReasonWords: Readonly<
  Record<PreflightCode, (facts: ReasonFacts) => Sentence>
> = {
  "plaintext-stopped": (facts) => ({
    title: `收到过明文${ago(facts)}：${volume(facts)}${senders(facts)}。这些客户端现在已改用双向 TLS，此后没有再发送明文。`,
    remedy: "等时间窗口内不再有明文后再锁定。",
  }),
  "plaintext-quiet": (facts) => ({
    title: `收到过明文${ago(facts)}，早于静默期：${volume(facts)}${senders(facts)}。`,
    remedy: "请确认这些调用方不会再来。",
  }),
  "plaintext-tolerated": (facts) => ({
    title: `收到明文，但未超过允许的 ${facts.count("maxPlaintext")} 次${ago(facts)}：${volume(facts)}${senders(facts)}。`,
    remedy: "锁定后它们仍会被拒绝，请查看是谁。",
  }),
  "one-way-tls-possible": (facts) => ({
    title: `TCP 端口（${facts.text("ports") || "?"}）上的明文可能是应用自己的 TLS，遥测无法区分。`,
    remedy: "STRICT 会拒绝两者，请询问调用方的负责人。",
  }),
  "coverage-tolerated": (facts) => ({
    title: `${facts.count("pods")} 个 Pod 中只有 ${facts.count("reporting")} 个发送遥测；标准要求 ${facts.count("minCoveragePercent")} %。`,
    remedy: "查明 Prometheus 为什么没有抓取其余的 Pod。",
  }),
  "window-too-short": (facts) => ({
    title: `此时间窗口为 ${facts.duration("windowS") || "?"}，标准要求至少 ${facts.duration("minWindowS") || "?"}。`,
    remedy: "选择更长的时间窗口。",
  }),
  "short-look-back": (facts) => ({
    title: `依据仅为${facts.duration("windowS") ? ` ${facts.duration("windowS")}` : "很短时间"}的观察。调用不那么频繁的一方（例如夜间任务）没有被看到。`,
    remedy: "要确定，请选择更长的时间窗口。",
  }),
  "criteria-annotation-invalid": (facts) => ({
    title: `命名空间的注解 ${facts.text("annotation") || "（标准）"} 无法理解，不起作用。`,
    remedy: "请更正或删除它；可用的值见判定文档。",
  }),
  "unmeshed-workloads": (facts) => ({
    title: `有 ${facts.count("workloads")} 个没有代理的工作负载可能会调用；在此时间窗口内，遥测没有把其中任何一个列为调用方${named(facts)}。`,
    remedy:
      "未识别的调用方可能就是其中之一。如果它们从不调用此服务，则无需操作；NetworkPolicy 未被读取。",
  }),
  "mixed-endpoints": (facts) => ({
    title: `${facts.count("pods")} 个 Pod 中有 ${facts.count("without")} 个缺少标签 security.istio.io/tlsMode，而客户端对此服务的所有端点一视同仁。`,
    remedy: "重启这些 Pod 使其带有代理；在此之前客户端使用明文。",
  }),
  "probes-not-rewritten": (facts) => ({
    title: `kubelet 直接探测应用（${facts.text("probes") || "?"}），STRICT 会拒绝它。`,
    remedy:
      '删除注解 sidecar.istio.io/rewriteAppHTTPProbers: "false" 并重启 Pod，或开放该端口。',
  }),
  "scraped-in-plaintext": (facts) =>
    facts.number("monitors") === null
      ? {
          title: `注解让 Prometheus 抓取应用自己的端口（${facts.text("ports") || "?"}），STRICT 会拒绝它。`,
          remedy:
            "让 Istio 合并指标（prometheus.istio.io/merge-metrics），或让该端口保持 PERMISSIVE。",
        }
      : {
          title: `${facts.objects === "" ? "某个监控对象" : `${facts.objects} `}可能让 Prometheus 抓取应用自己的端口（${facts.text("ports") || "?"}）；没有网格证书的抓取会被 STRICT 拒绝。`,
          remedy:
            "让它抓取 Istio 在 15020 端口上合并的指标或使用网格证书，或让该端口保持 PERMISSIVE。",
        },
  "ports-excluded": (facts) => ({
    title: `绕过 sidecar 的端口不受保护，对它们的调用也不计数：${facts.text("ports") || "?"}。`,
    remedy: "查看注解 excludeInboundPorts 和 includeInboundPorts。",
  }),
  "reached-from-outside": (facts) =>
    facts.number("ingresses") === null
      ? {
          title: `它的类型是 ${facts.text("type") || "对外服务"}：网格外的调用方不经代理就能到达它的 Pod。`,
          remedy: "锁定之前，请让它们通过网关进入。",
        }
      : {
          title: `${facts.objects || "某个 Ingress"} 通向它${ofClass(facts)}；除非控制器自己的 Pod 有代理，否则它的调用来自网格之外。`,
          remedy:
            "锁定之前，请让控制器的 Pod 带有代理，或让调用方通过 Istio 的网关进入。",
        },
  "called-by-api-server": (facts) => ({
    title: `Kubernetes API 服务器会调用它${calledPort(facts)}${facts.objects === "" ? "" : `（${facts.objects}）`}，使用自己的 TLS，没有网格身份。`,
    remedy: "让被调用的端口保持 PERMISSIVE，或把它排除在 sidecar 之外。",
  }),
  "api-server-calls-unknown": () => ({
    title:
      "Kubernetes API 服务器可能会调用它：无法读取 webhook、APIService 或自定义资源的转换。",
    remedy:
      "允许 Lockstep 列出并监视 webhook 配置、apiservices 和 customresourcedefinitions，或手动检查。",
  }),
  "endpoints-not-assessable": (facts) => ({
    title: `除了 Pod 之外，它还有 ${facts.count("found")} 个端点不是本集群的 Pod${facts.objects === "" ? "" : `（${facts.objects}）`}：那里是否有代理、谁在调用，都不知道。`,
    remedy: "请询问这些机器的负责人，这里无法判断。",
  }),
  "kinds-unreadable": (facts) => ({
    title: `无法读取 ${facts.text("kinds") || "某些资源"}，因此不知道它们对此服务意味着什么。`,
    remedy: "允许 Lockstep 列出并监视它们，或手动检查。",
  }),
  "gateway-callers": (facts) => ({
    title: `网格的 ${facts.count("callers")} 个网关以自己的身份调用它${named(facts)}。`,
    remedy: "无需操作。",
  }),
  "cron-jobs-without-proxy": (facts) => ({
    title: `有 ${facts.count("jobs")} 个没有代理的 CronJob 在此时间窗口内没有运行${named(facts)}。`,
    remedy: "选择能覆盖其调度周期的时间窗口，或确认它们不调用此服务。",
  }),
  "cron-jobs-unreadable": () => ({
    title: "无法读取 CronJob，因此不知道有哪些很少运行的调用方。",
    remedy: "允许 Lockstep 列出并监视 cronjobs。",
  }),
  "foreign-trust-domain": (facts) => ({
    title: `有 ${facts.count("callers")} 个调用方来自其他信任域（${facts.text("domains") || "?"}），而网格的信任域是 ${facts.text("own") || "?"}。`,
    remedy: "把它加入 trustDomainAliases，并确认双方信任同一个根证书。",
  }),
  "legacy-policy-decides": (facts) => ({
    title: `目前由${facts.objects === "" ? "旧版策略" : ` ${facts.objects} `}决定；新的 PeerAuthentication 会完全取代它。`,
    remedy: "请先转换旧版策略。",
  }),
  "ambient-not-redirected": (facts) => ({
    title: `${facts.count("pods")} 个 Pod 中有 ${facts.count("found")} 个应加入 ambient 但尚未加入，那里没有任何强制。`,
    remedy: "查看节点代理（istio-cni），并重启这些 Pod。",
  }),
  "proxyless-grpc": (facts) => ({
    title: `${facts.count("pods")} 个 Pod 中有 ${facts.count("found")} 个以无 Envoy 的 gRPC 提供服务，只有专门构建的服务器才会遵守策略。`,
    remedy: "请询问服务器的负责人，这里无法判断。",
  }),
  "clients-bypass-proxy": (facts) =>
    facts.objects === ""
      ? {
          title: `注解让 ${facts.count("callers")} 个调用方可以绕过自己的代理发送${named(facts)}。`,
          remedy:
            "查看这些 Pod 的 excludeOutboundPorts、出站 IP 范围和 interceptionMode。",
        }
      : {
          title: `${facts.objects} 没有导入此服务，因此 ${facts.count("callers")} 个调用方的代理可能以明文转发调用${named(facts)}。`,
          remedy: "把此服务加入其 egress 的 hosts。",
        },
  "open-connections": () => ({
    title:
      "现在打开的连接稍后才会结束：ztunnel 在修改后关闭它们，Envoy 则在旧监听器排空之后。",
    remedy: "修改之后请观察调用方几分钟。",
  }),
  "rule-hidden": (facts) => ({
    title: `${place(facts).trim()}的客户端找不到服务自己的规则${facts.objects === "" ? "" : `（${facts.objects}）`}，而该规则要求双向 TLS。`,
    remedy: "在其命名空间的规则中设置 tls，或缩小该规则的 host。",
  }),
  "ambient-clients-in-plaintext": (facts) => ({
    title: `ambient 客户端以明文到达此服务 ${facts.count("pods")} 个 Pod 中的 ${facts.count("found")} 个，因为它们的 sidecar 不接受 HBONE。`,
    remedy:
      "为这些代理设置 ISTIO_META_ENABLE_HBONE 并重启，或把 Pod 移到 ambient。",
  }),
};

function ofClass(facts: ReasonFacts): string {
  const classes = facts.text("classes");
  return classes === "" ? "" : `，类别为 ${classes}`;
}

function calledPort(facts: ReasonFacts): string {
  const ports = facts.text("ports");
  return ports === "" ? "" : `的 ${ports} 端口`;
}

function ago(facts: ReasonFacts): string {
  const span = facts.duration("agoS");
  return span === "" ? "" : `（最后一次在 ${span}前）`;
}

function named(facts: ReasonFacts): string {
  const names = facts.text("named");
  return names === "" ? "" : `：${names}`;
}
