import type { EnforcementWords } from "@/lib/words/en/enforcement";

export const enforcementWords: EnforcementWords = {
  title: {
    lock: (service) => `锁定 ${service}`,
    unlock: (service) => `解锁 ${service}`,
    "require-mutual-tls": (service) => `对 ${service} 启用双向 TLS`,
    "undo-mutual-tls": (service) => `撤销对 ${service} 的双向 TLS`,
  },
  intro: {
    lock: (service, namespace) =>
      `此后 ${namespace} 中的 ${service} 只接受双向 TLS，用明文调用的会立即被拒绝。`,
    unlock: (service, namespace) =>
      `${namespace} 中的 ${service} 重新接受明文，如本计划所示。Lockstep 自己的锁定会原样撤回；别人关上的则以 PERMISSIVE 放开。`,
    "require-mutual-tls": (service, namespace, spared) =>
      `带有 sidecar 的客户端改用双向 TLS 调用 ${namespace} 中的 ${service}。没有 sidecar 的照旧${spared ? "，看到的调用方都不会被拒绝" : ""}。`,
    "undo-mutual-tls": (service, namespace, spared) =>
      `撤回让客户端用双向 TLS 调用 ${namespace} 中 ${service} 的规则，原样恢复之前的内容${spared ? "，看到的调用方都不会被拒绝" : ""}。`,
  },
  apply: {
    lock: "锁定为 STRICT",
    unlock: "解锁",
    "require-mutual-tls": "启用双向 TLS",
    "undo-mutual-tls": "撤销",
  },
  applying: "正在应用…",
  loading: "正在询问 API 服务器会发生什么…",
  refused: (count) => `${count} 个调用方会被拒绝`,
  refusedNone: "此时间窗口内看到的调用方都不会被拒绝",
  unaffected: (count) => `${count} 个调用方照常工作`,
  plaintextSeen: (figures) => `明文：${figures}`,
  lastSeen: (when) => `最近 ${when}`,
  toldMutualTls: (names, more) =>
    `${names}${more === 0 ? "" : ` 以及另外 ${more} 个`}：现在已被要求发送双向 TLS。如果最近的明文早于此，它们会继续正常工作；选择此后开始的时间窗口即可分辨。`,
  moreCallers: (count) => `另有 ${count} 个`,
  effect: (workload, port, before, after) =>
    `${workload}，${port}：${before} → ${after}`,
  allPorts: "所有端口",
  onePort: (port) => `端口 ${port}`,
  clientEffect: (namespace, before, after) =>
    `${namespace} 中的客户端：${before} → ${after}`,
  alsoServes: (services) => `同时服务于 ${services}`,
  ownEffects: "会改变什么",
  objections: "继续之前",
  manifest: "写入的内容",
  verb: {
    create: (object) => `创建 ${object}`,
    edit: (object) => `修改 ${object}`,
    delete: (object) => `删除 ${object}`,
  },
  tabs: { diff: "差异", manifest: "清单", kubectl: "kubectl" },
  deleted: "对象会被删除，没有留下清单。",
  dryRun: "API 服务器试运行",
  dryRunAccepted: "已接受，没有任何改动",
  dryRunRejected: "被拒绝",
  mayNot: (verb, resource) => `您在此没有 ${resource} 的 ${verb} 权限`,
  refusedByServer: (message) => `API 服务器拒绝：${message}`,
  warning: (text) => `警告：${text}`,
  confirm: (service) => `输入 ${service} 以继续`,
  confirmHint: "因为上面的问题还没有解决",
  planChanged: "您阅读时网格发生了变化。这是新的计划，请再看一遍。",
  problem: "没有执行",
  upstream: "服务器的原话",
  remedy: "怎么办",
  done: {
    lock: (service) => `${service} 已锁定`,
    unlock: (service) => `${service} 已解锁`,
    "require-mutual-tls": (service) => `客户端将用双向 TLS 调用 ${service}`,
    "undo-mutual-tls": (service) => `已撤销对 ${service} 的双向 TLS`,
  },
  doneAt: (when) => `于 ${when} 应用`,
  countedBefore: "此前的明文仍会计入，直到移出时间窗口。",
  undo: "撤销",
  dismiss: "关闭提示",
};
