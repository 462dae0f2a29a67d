import type { FindingSeverity } from "@/lib/mesh/findings/finding";
import type { FindingWords } from "@/lib/words/en/finding";
import { clientFindings } from "./finding-client";
import { policyFindings } from "./finding-policy";
import { proxyFindings } from "./finding-proxy";

const severities: Readonly<
  Record<FindingSeverity, { label: string; one: string; sentence: string }>
> = {
  error: {
    label: "错误",
    one: "错误",
    sentence: "调用失败，或看似关闭的其实是开放的。",
  },
  warning: {
    label: "警告",
    one: "警告",
    sentence: "写的与实际发生的不一致，或会伤害此处看不到的调用方。",
  },
  info: {
    label: "提示",
    one: "提示",
    sentence: "多余的配置：删除它，什么都不会变。",
  },
};

export const findingWords: FindingWords = {
  codes: { ...policyFindings, ...clientFindings, ...proxyFindings },
  severities,
  title: "发现",
  intro: "冲突与无效配置，检查范围：",
  skip: "跳到发现列表",
  counted: (count, severity) => `${count} 个${severities[severity].label}`,
  count: () => "项发现",
  none: "无",
  unknown: "未知",
  incomplete: "并非全部读到",
  examined: ({ policies, rules, services, pods }) =>
    `${policies} 个策略 · ${rules} 条规则 · ${services} 个服务 · ${pods} 个 Pod`,
  search: "查找对象、服务、代码…",
  namespace: "命名空间",
  allNamespaces: "所有命名空间",
  kind: "发现的种类",
  allKinds: "所有种类",
  back: "回到矩阵",
  showOnly: (what) => `只显示${what}`,
  showAll: (count) => `显示全部 ${count} 项`,
  showFewer: "收起",
  capped: (shown, total) =>
    `列出了 ${total} 项中的 ${shown} 项：先列最严重的，办法相同的只列前几项。搜索，或选择命名空间、种类，可查看其余。`,
  services: "服务",
  objects: "对象",
  alike: (count) => `另有 ${count} 项可用同样的办法解决`,
  more: (count) => `另有 ${count} 个`,
  openService: (service) => `在矩阵中打开 ${service}`,
  command: "命令",
  code: "代码",
  empty: {
    title: "没有发现",
    detail: (examined) => `每个策略和规则都名副其实。已检查：${examined}。`,
    detailBesideLegacy: (examined: string) =>
      `Lockstep 能判断的都没有问题。还留有旧版策略，矩阵页会说明它们的去向。已检查：${examined}。`,
    partialTitle: "在读到的内容中没有发现",
    partialDetail: (examined) =>
      `这不表示一切正常：有内容没能读到。已检查：${examined}。`,
  },
  noMatch: {
    title: "没有匹配的发现",
    detail: "搜索和筛选之后没有剩下任何一项。",
  },
  partial: {
    title: "列表不完整",
    detail: (kinds) => `没有完整读到：${kinds}。依赖它的发现不在其中。`,
  },
  loading: {
    title: "正在检查配置",
    detail: "每个策略和规则都与它所涉及的 Pod 逐一对照。",
  },
  failed: "无法读取发现",
};
