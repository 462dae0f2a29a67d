import type { ProblemCode } from "@/lib/api/problem-contract";
import type { Sentence } from "@/lib/words/sentence";

export const problemWords: Readonly<Record<ProblemCode, Sentence>> = {
  "invalid-request": {
    title: "请求无法理解。",
    remedy: "更正详情中指出的内容后重新发送。",
  },
  "not-found": {
    title: "此地址没有内容。",
    remedy: "返回矩阵。",
  },
  "service-unknown": {
    title: "集群里没有（或已不再有）这个服务。",
    remedy: "重新加载矩阵，它可能已改名或删除。",
  },
  "not-lockable": {
    title: "不能对这个服务执行此操作。",
    remedy: "详情说明了原因，该服务所在的行会显示可以做什么。",
  },
  "plan-changed": {
    title: "计划生成后集群发生了变化，没有执行任何操作。",
    remedy: "查看新的计划后再确认。",
  },
  "confirmation-missing": {
    title: "此操作需要确认，没有执行任何操作。",
    remedy: "输入服务名称，表示你已阅读警告。",
  },
  "partly-applied": {
    title: "修改只应用了一部分。",
    remedy: "请在此行撤销，或重试。",
  },
  forbidden: {
    title: "Kubernetes 不允许此操作，没有执行任何操作。",
    remedy: "申请详情中列出的权限。",
  },
  unauthorized: {
    title: "Kubernetes 不接受我们的凭据。",
    remedy: "令牌可能已过期：更新后重新启动。",
  },
  conflict: {
    title: "此对象由他人管理或刚被修改，没有覆盖任何内容。",
    remedy: "查看字段的所有者，协商后重新计划。",
  },
  rejected: {
    title: "集群拒绝了该对象，没有执行任何操作。",
    remedy: "阅读下面 API 服务器或其 webhook 的原话。",
  },
  "kubernetes-down": {
    title: "无法连接 Kubernetes API。",
    remedy: "检查地址、网络和 kubeconfig。",
  },
  "prometheus-down": {
    title: "Prometheus 没有给出可用的回答。",
    remedy: "检查 PROMETHEUS_URL，并确认 Prometheus 正在运行。",
  },
  starting: {
    title: "第一次读取集群尚未完成。",
    remedy: "请稍候，页面会自动继续。",
  },
  "too-many-windows": {
    title: "同时查看的不同时间范围太多。",
    remedy: "请选择常用的时间范围，或稍等一分钟。",
  },
  busy: {
    title: "Lockstep 正在为其他人读取日志。",
    remedy: "请过几秒再问。",
  },
  configuration: {
    title: "有设置不正确。",
    remedy: "更正详情中列出的设置后重新启动。",
  },
  "cross-site": {
    title: "请求不是来自本页面，已拒绝。",
    remedy: "请在 Lockstep 自己的地址中打开并操作。",
  },
  internal: {
    title: "Lockstep 内部出错。",
    remedy: "请重试；如果仍然出错，请在日志中查找此请求。",
  },
};
