import type { MatrixWords } from "@/lib/words/en/matrix";

const unitName = { requests: "次请求", connections: "个连接" } as const;

export const matrixWords: MatrixWords = {
  label: "服务与调用方",
  window: "时间窗口",
  search: "查找服务、命名空间、调用方…",
  stillPermissive: (count) => `仍接受明文 · ${count}`,
  stillPermissiveHint: "其 Pod 的任一端口接受明文，或策略读不到的服务",
  sort: "排序",
  sorts: {
    work: "工作顺序",
    name: "名称",
    plaintext: "明文最多",
    seen: "最近的明文",
    refused: "仍在用明文访问",
  },
  evidence: {
    plaintext_seen: "看到明文",
    only_mtls_seen: "只看到双向 TLS",
    no_traffic: "没有流量",
    no_evidence: "没有证据",
  },
  preview: "预览 STRICT",
  previewHint: "用红圈标出 STRICT 会拒绝的每个调用方",
  clear: "清除筛选",
  moreLines: (left) => `显示更多 · 剩余 ${left}`,
  columns: {
    service: "服务",
    policy: "策略",
    share: "双向 TLS",
    plaintext: "明文",
    noIdentityHint: "没有网格身份、遥测也叫不出名字的调用方",
    verdict: "结论",
    action: "操作",
  },
  group: {
    services: (count) => `${count} 个服务`,
    locked: (count) => `${count} 个已锁定`,
    allLocked: "全部已锁定",
    ready: (count: string) => `${count} 个可锁定`,
    blocked: (count: string) => `${count} 个受阻`,
    unknown: (count: string) => `${count} 个未知`,
    connections: (share) => `${share} 的连接`,
    partial: (reporting, proxied) =>
      `${proxied} 个 Pod 中 ${reporting} 个有证据`,
    fold: (namespace) => `折叠 ${namespace}`,
    unfold: (namespace) => `展开 ${namespace}`,
  },
  plaintext: {
    noneIn: (window) => `${window}内 0`,
    unknown: "未知",
    req: "次请求",
    conn: "个连接",
    ofReq: "请求",
    ofConn: "连接",
    refused: "被拒绝",
  },
  buttons: {
    lock: "锁定",
    plan: "计划",
    why: "为什么？",
    undo: "撤销",
    mutualTls: "启用双向 TLS",
  },
  buttonFor: (label, service, namespace) =>
    `${label} ${namespace} 中的 ${service}`,
  cell: {
    label: (service, namespace, client) =>
      client === null
        ? `${namespace} 中的 ${service}，由无身份的调用方调用`
        : `${namespace} 中的 ${service}，由 ${client} 调用`,
    plaintextOf: (plaintext, total, unit) =>
      `${total} ${unitName[unit]}中有 ${plaintext} ${unit === "requests" ? "次" : "个"}为明文`,
    plaintext: (plaintext, unit) => `${plaintext} ${unitName[unit]}，全为明文`,
    mutualTls: (total, unit) => `${total} ${unitName[unit]}，全为双向 TLS`,
    noStatement: (count, unit) => `${count} ${unitName[unit]}无法判断`,
    none: "没有看到调用",
    noEvidence: "没有证据，遥测没有任何说明",
    noEvidenceOfPods: (reporting, proxied) =>
      `没有证据，${proxied} 个 Pod 中只有 ${reporting} 个上报`,
    incomplete: "没有证据，遥测不完整",
    policy: (mode) => `策略 ${mode}`,
    lastPlaintext: (when) => `最近一次明文 ${when}`,
    letIn: (open) => `已放行：${open}，或在锁定之前`,
    refusedNow: "正在被拒绝",
    refusedIfLocked: "STRICT 会拒绝",
    turnedAway: (count, unit) => `${count} ${unitName[unit]}被拒绝`,
    lastTurnedAway: (when) => `最近一次 ${when}`,
    noneLetIn: "没有放行任何调用",
  },
  legend: {
    label: "图例",
    strict: "策略为 STRICT",
    refused: "会被 STRICT 拒绝",
    knocking: "全部被拒绝，没有放行",
    asOf: (when) => `截至 ${when}`,
    loading: (window) => `正在读取 ${window}…`,
    shown: (window) => `最近 ${window}的流量`,
  },
  noMatch: {
    title: "没有符合条件的服务",
    detail: (total) => `搜索和筛选隐藏了 ${total} 个服务。`,
  },
  changed: (service) => `${service} 有变化`,
  panel: {
    callers: "调用方",
    callersFrom: (client) => `来自 ${client} 的调用方`,
    callersUnnamed: "无身份的调用方",
    noCallers: "此时间窗口内没有看到调用方。",
    noEvidence: "没有看到调用方，但遥测不完整，不能断定没有人调用。",
    verdict: "结论",
    sends: {
      mutual_tls: "双向 TLS",
      plaintext: "明文",
      tls: "不带网格身份的 TLS",
      per_endpoint: "因端点而异",
      mutual_tls_without_hbone: "隧道（HBONE）之外的双向 TLS",
    },
    coverage: (reporting, proxied, pods) =>
      `${proxied} 个有代理的 Pod 中 ${reporting} 个有上报；共 ${pods} 个 Pod`,
    actions: "可以做什么",
    wholeService: "整个服务",
    loading: "正在读取调用方…",
    moreReasons: (count) => `另有 ${count} 条原因`,
  },
  caller: {
    unnamed: "一个无身份的调用方",
    workloadIn: (workload, namespace) => `${namespace}/${workload}`,
  },
};
