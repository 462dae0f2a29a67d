import type { SourceWarningCode } from "@/lib/mesh/source-warning";
import type { Sentence } from "@/lib/words/sentence";

export const sourceWarningWords: Readonly<
  Record<SourceWarningCode, (names: readonly string[]) => Sentence>
> = {
  "not-watched": () => ({
    title: "只能反复读取，无法监听变化。",
    remedy: "请同时授予 watch 权限。",
  }),
  "watch-missed-changes": () => ({
    title: "监听漏掉了一些变化，重新读取列表后才得知。",
    remedy: "请检查 Lockstep 与 API server 之间的网络和代理。",
  }),
  "object-unreadable": ([object = "一个对象"]) => ({
    title: `无法解析 ${object}，其内容未知。`,
    remedy: "请更正它。",
  }),
  "more-objects-unreadable": ([count = "?"]) => ({
    title: `还有 ${count} 个对象无法解析。`,
    remedy: "",
  }),
  "legacy-obedience-unknown": () => ({
    title:
      "无法确定控制平面是否遵从它们：只有 Istio 1.5 及更早版本遵从，而没有 istiod Pod 显示其版本。",
    remedy:
      "请允许 Lockstep 读取 istio-system 的 Pod；如果 Istio 版本更新，请删除这些策略。",
  }),
  "configs-not-all-read": ([read = "?", wanted = "?"]) => ({
    title: `可能存放它的 ${wanted} 个 ConfigMap 中只读取了 ${read} 个。`,
    remedy: "请删除没有控制平面使用的那些。",
  }),
  "config-differs": ([used = "?", other = "?"]) => ({
    title: `ConfigMap ${used} 与 ${other} 不一致；整个网格以 ${used} 为准。`,
    remedy: "请使其一致，或删除没有控制平面使用的那个。",
  }),
  "config-not-compared": ([name = "?"]) => ({
    title: `读不到 ConfigMap ${name}，无法确定它是否一致。`,
    remedy: "请允许 Lockstep 读取它。",
  }),
  "proxies-without-names": ([count = "?"]) => ({
    title: `抓取到的 ${count} 组代理没有标明 Pod 名称的标签。`,
    remedy: "请保留 namespace 和 pod 标签。",
  }),
  "figures-not-numbers": ([count = "?"]) => ({
    title: `有 ${count} 个数值不是数字或小于零；其中的明文按一次计。`,
    remedy: "请查找是谁以 Istio 的名义暴露指标。",
  }),
  "several-clusters": (names) => ({
    title: `按 cluster 标签，Prometheus 中有 ${names.length} 个集群的代理（${names.join("、")}），无法确定哪个是当前集群。`,
    remedy: "请设置 PROMETHEUS_CLUSTER。",
  }),
  "asked-in-parts": ([count = "?"]) => ({
    title: `一次查询超出了 Prometheus 的能力，因此分成 ${count} 次；没有遗漏，但每次刷新的开销更大。`,
    remedy: "请选择更短的时间范围，或调高 --query.max-samples。",
  }),
  "said-by-prometheus": () => ({
    title: "Prometheus 对自己的响应存疑，可能缺少时间序列。",
    remedy: "原因见其原文。",
  }),
};
