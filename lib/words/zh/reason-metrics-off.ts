import type { MetricsOffCause } from "@/lib/mesh/traffic/server-metrics";
import type { ReasonFacts } from "@/lib/words/reason-facts";
import type { Sentence } from "@/lib/words/sentence";

export function metricsOffWords(facts: ReasonFacts): Sentence {
  const cause = CAUSES.get(facts.text("cause"));
  return cause?.(facts) ?? UNSAID;
}

const UNSAID: Sentence = {
  title: "并非所有调用都被计数，或无法区分。",
  remedy:
    "至少在锁定之前，让服务端上报 REQUEST_COUNT 和 TCP_OPENED_CONNECTIONS 及其全部标签。",
};

const WORDS: Readonly<
  Record<MetricsOffCause, (facts: ReasonFacts) => Sentence>
> = {
  disabled: (facts) => ({
    title: `并非所有调用都被计数：${by(facts)} 关闭了 ${facts.text("names")}。`,
    remedy:
      "至少在锁定之前，删除该覆盖项，或对服务端把它的 disabled 设为 false。",
  }),
  labels: (facts) => ({
    title: `无法区分各个调用：${by(facts)} 删除或改写了 ${facts.text("names")}。`,
    remedy: "至少在锁定之前，从它的 tagOverrides 中去掉这些标签。",
  }),
  "other-providers": (facts) => ({
    title: `调用没有为 Prometheus 计数：${by(facts)} 只选择了 ${facts.text("names")}。`,
    remedy: "在该提供者列表中加上 prometheus。",
  }),
  "unknown-provider": (facts) => ({
    title: `不知道由谁计数：${by(facts)} 选择了 ${facts.text("names")}，而网格配置没有说明它是什么。`,
    remedy: "在网格配置的 extensionProviders 中声明它，或改选 prometheus。",
  }),
};

const CAUSES: ReadonlyMap<string, (facts: ReasonFacts) => Sentence> = new Map(
  Object.entries(WORDS),
);

function by({ objects }: ReasonFacts): string {
  return objects || "网格配置的 defaultProviders.metrics";
}
