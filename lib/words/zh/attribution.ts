import type { AttributionWords } from "@/lib/words/en/attribution";

const causes: AttributionWords["causes"] = {
  "host-network": () => "它使用节点自身的网络，绕过所有 sidecar 和 ztunnel。",
  "opted-out": (object) => `${object} 声明不要 sidecar。`,
  "job-without-sidecar": () => "它是一个没有 sidecar 的 Job。",
  "namespace-not-labelled": (object) =>
    `${object} 没有加入网格的标签，因此其 Pod 没有代理。`,
  "older-than-label": () => "其命名空间有标签，但它的 Pod 比标签更早。",
  "proxyless-grpc": () => "它没有 Envoy，只有 gRPC 库。",
  "excluded-outbound": () => "它有代理，但让部分地址或端口绕过代理。",
  "destination-rule": (object) =>
    `${object} 让其 sidecar 不使用 Istio 双向 TLS。`,
  "auto-mtls-off": () => "自动双向 TLS 已关闭，也没有规则启用它。",
  "auto-mtls-infers-plaintext": () => "自动双向 TLS 为此服务选择了明文。",
  "endpoint-not-labelled": (object) =>
    `${object} 没有声明接受双向 TLS，因此客户端发送明文。`,
  "ambient-to-sidecar": () =>
    "它在 ambient 网格中，而它调用的 Pod 不接受 HBONE。",
  "port-of-no-service": () =>
    "它调用了没有任何 Service 声明的端口：其代理不知道那里的服务，原样转发调用。",
  "kubelet-probe": (object) =>
    `节点的 kubelet，它直接探测 ${object} 的此端口。使用节点网络的 Pod 也可能在这些调用之中。`,
  "prometheus-scrape": () =>
    "它自称 Prometheus，且只调用了指标端口：抓取直接发往 Pod 的地址，绕过其代理。",
  "not-explained": () =>
    "它有代理，从已读取的内容看，现在没有任何配置让它发送明文。这些调用可能发生在更改之前。",
  node: () =>
    "节点本身：kubelet、使用节点网络的 Pod，或地址被节点替换的外部调用方。",
  "node-with-api-server": () =>
    "节点本身：kubelet、使用节点网络的 Pod，或外部调用方。该节点上还有 API server，也可能是它在调用 webhook 或聚合 API。",
  "api-server": () => "API server，它自己会调用 webhook 和聚合 API。",
  "load-balancer": (object) =>
    `${object} 声明此地址是它对外的地址，因此调用方看来在集群之外。`,
  gone: () => "在查看之前，它的 Pod 已不存在。",
};

const remedies: AttributionWords["remedies"] = {
  "label-namespace-and-restart": "给其命名空间加标签，并重启其 Pod。",
  "find-out-label-and-restart":
    "为其命名空间打上标签，然后重启其 Pod。无法确定应使用哪个标签：其他命名空间都没有表明，或彼此不同。以下命令会列出现有的标签和修订版本。",
  restart: "重启其 Pod，新 Pod 会有代理。",
  "remove-opt-out": "从其模板中去掉该声明。",
  "give-job-a-sidecar": "让其模板要求 sidecar。",
  "leave-host-network": "如果可以，让它不再使用节点网络。",
  "edit-rule": "将该规则的 tls 模式设为 ISTIO_MUTUAL，或删除其 tls。",
  "turn-auto-mtls-on":
    "应用“使用双向 TLS”所预览的 DestinationRule，或为整个网格启用自动双向 TLS（网格配置中的 enableAutoMtls）。",
  "look-at-endpoints": "重启此服务的 Pod，使它们声明接受什么。",
  "send-through-proxy": "让它的调用经过其代理。",
  "restart-endpoints-with-hbone": "重启此服务的 Pod，新的 sidecar 接受 HBONE。",
  "declare-port":
    "在这些 Pod 的 headless Service 中声明该端口，或让该端口保持 PERMISSIVE。",
  "rewrite-probes": "让注入改写探针：从模板中去掉禁止改写的注解。",
  "give-scraper-a-certificate":
    "让 Prometheus 使用网格证书抓取，或经由合并端口抓取。",
  "look-at-node": "查看该节点上哪些 Pod 使用节点网络。",
  "look-at-gateway": "让它经由网格的网关进入。",
  "look-at-caller": "请查看调用方本身。",
};

const outcomes: AttributionWords["read"]["outcomes"] = {
  read: "已读取",
  "no-lines": "访问日志已开启，但此时间内没有日志行",
  "logging-off": "访问日志已关闭",
  "logging-elsewhere": "访问日志没有写入容器日志",
  "logging-unknown": "没有找到访问日志，其设置也未知",
  "not-understood": "日志行的格式无法识别",
  forbidden: "不允许：缺少对“pods/log”的“get”权限",
  "not-found": "Pod 或其容器已不存在",
  timeout: "没有及时回答",
  unreachable: "无法连接",
  failed: "无法读取",
};

export const attributionWords: AttributionWords = {
  causes,
  remedies,
  title: {
    unnamed: "它们是谁？",
    locked: "还有谁在用明文访问？",
    ajar: "谁被放行，谁被拒绝？",
  },
  intro: {
    unnamed:
      "遥测无法识别部分明文调用方。此服务的代理日志中有它们的地址，Lockstep 知道每个地址在什么时间属于哪个 Pod。",
    locked:
      "已锁定的服务不会在指标中统计被拒绝的明文。其代理的日志会显示谁被拒绝。",
    ajar: "此已锁定服务的 Pod 仍有开放端口。其代理的日志会显示谁被放行、谁被拒绝。",
  },
  readsOnly: "日志只读取一次，不做任何更改。",
  since: "回溯多久",
  ask: {
    unnamed: "找出是谁",
    locked: "查看谁被拒绝",
    ajar: "查看谁被放行",
  },
  again: "重新读取",
  reading: "正在读取代理的日志…",
  readAt: (moment) => `读取于 ${moment}。`,
  lead: {
    named: (count, names, more) =>
      `${count} 个明文调用方：${names}${more === null ? "" : `，另有 ${more} 个`}。`,
    noneNamed: "没有能识别的调用方。",
    turnedAway: (count, names, more) =>
      `${count} 个调用方被拒绝：${names}${more === null ? "" : `，另有 ${more} 个`}。`,
    noneTurnedAway: "能识别的调用方都没有被拒绝。",
    letIn: (_count, names, more) =>
      `在锁定之前或在仍开放的端口上放行：${names}${more === null ? "" : `，另有 ${more} 个`}。`,
    rest: "部分日志无法确定是谁，列在下方。",
    "none-in-these-logs":
      "这些日志中没有明文：其覆盖时间内已完整读取，且每次调用都证明了双向 TLS。",
    "none-in-what-was-read":
      "已读取的内容中没有明文。未读取的部分可能有，未证明双向 TLS 的调用也可能是。",
    "nothing-read":
      "没有读到任何访问日志，因此不知道谁在调用。这不表示没有人调用。",
  },
  heads: {
    who: "是谁",
    lines: "日志行",
    last: "最近一次",
    why: "为何是明文，怎么办",
  },
  linesHint: "使用 HTTP 的端口一行是一次请求，其他端口一行是一个连接。",
  accepted: (count) => `放行 ${count}`,
  refused: (count) => `拒绝 ${count}`,
  noTime: "时间未知",
  who: {
    node: (node, apiServer) =>
      apiServer ? `节点 ${node}（其上有 API server）` : `节点 ${node}`,
    apiServer: "API server",
  },
  pods: (names, more) => (more === 0 ? names : `${names}，另有 ${more} 个`),
  ports: (ports, more) =>
    `端口 ${ports.join("、")}${more === 0 ? "" : `，另有 ${more} 个`}`,
  log: { title: "来自代理日志" },
  notNamed: {
    title: "无法归属",
    hint: "不猜测：这些调用确实发生，但不知道来自谁。",
    place: {
      "pod-range": "某个 Pod，在 Lockstep 开始观察前已不存在",
      outside: "集群之外",
      "not-known": "不属于任何已知对象",
    },
    moreAddresses: (count) => `另有 ${count} 个地址`,
    between: (names, more) =>
      `${names.join(" 或 ")}${more === 0 ? "" : `，或另外 ${more} 个之一`}；无法确定是哪个`,
    perhaps: (name) => `可能是 ${name}，Lockstep 首次看到它时它已结束`,
    moreAmbiguous: (count) => `另有 ${count} 个地址可能属于多个调用方`,
    claimedByHeader: (count) => `${count} 行只有请求头的声称，不能作为证据`,
    withoutAddress: (count) => `${count} 行没有地址`,
    transportUnknown: (count) => `${count} 行没有说明是否为双向 TLS`,
    moreCallers: (count) => `另有 ${count} 个有名字的调用方未在此列出。`,
  },
  reasoned: {
    title: "不看日志",
    telemetry: "遥测给出名字的",
    telemetryHint:
      "明文调用方的名字只是线索：sidecar 取自任何人都能发送的请求头，ztunnel 取自地址。",
    told: "配置让它们向这里发送明文",
    toldHint: "它们一旦调用就会如此。是否调用过并未说明。",
    unmeshed: "可能是：没有代理的工作负载",
    unmeshedHint:
      "最可能的在前。没有看到其中任何一个调用，也没有读取 NetworkPolicy。",
    none: "没有：没有无代理的工作负载，也没有被要求发送明文的。",
    noTelemetry: "Prometheus 没有数据，因此没有给出任何名字。",
    more: (count) => `另有 ${count} 个`,
    show: (count) => `显示全部 ${count} 个`,
    fewer: "收起",
  },
  read: {
    title: "读取了什么",
    summary: (pods, of, count) =>
      `${of} 份日志中读取了 ${pods} 份，共 ${count} 行调用`,
    span: (from, to) => `从 ${from} 到 ${to}`,
    mutualTls: (count) => `${count} 次为双向 TLS`,
    mutualTlsClaimed: (count) =>
      `${count} 次带有 Istio 客户端形式的服务器名，这不能证明双向 TLS`,
    notUnderstood: (count) => `${count} 行无法识别`,
    cut: {
      oldest: (logs) => `${logs} 过长：最早的部分被省略`,
      newest: (logs) => `${logs} 过长：最新的部分被省略`,
    },
    filtered: "部分日志有自己的过滤器，会省略一部分调用",
    podsLeftOut: (count) => `另有 ${count} 个 Pod 没有查询`,
    withoutZtunnel: (count) => `${count} 个 Pod 的节点上没有 ztunnel`,
    withoutProxy: (count) => `${count} 个 Pod 没有代理，没有人记录其调用方`,
    outcomes,
    unread: (what) => `未完整读取：${what}`,
  },
  offer: {
    title: "暂时开启访问日志",
    intro:
      "一个 Telemetry 资源让这些代理为每次明文调用写一行日志。Lockstep 会自行删除它，重启后也一样。",
    open: "显示将写入的内容…",
    dialog: (service) => `${service} 的访问日志`,
    duration: "持续多久",
    minutes: (count) => `${count} 分钟`,
    loading: "正在询问 API server，不做任何更改…",
    effect: (pods, minutes) =>
      `${pods} 个 Pod 开始把明文调用写入日志，持续 ${minutes} 分钟。`,
    removed:
      "之后 Lockstep 会删除该资源。如果 Lockstep 停止，下次启动时会删除。",
    replaced: (names) => `在此期间，${names} 收不到这些 Pod 的访问日志。`,
    manifest: "清单",
    start: (minutes) => `开启 ${minutes} 分钟`,
    starting: "正在开启…",
    planChanged: "内容在显示之后已改变。这是新的内容，请重新查看。",
    running: (minutes) => `访问日志已开启，还剩 ${minutes}。`,
    ending: "时间已到，正在删除该资源…",
    object: (name) => `Telemetry ${name}`,
    until: (moment) => `将于 ${moment} 自行删除`,
    readAgain: "等待下一次明文调用，然后重新读取日志。",
    remove: "立即删除",
    removing: "正在删除…",
    gone: "已删除，访问日志恢复原样。",
    obstacles: {
      "not-served": "此集群没有可用的 Telemetry 资源。",
      "not-readable":
        "无法读取 Telemetry 资源或网格配置，因此不知道新资源会改变什么。",
      "no-selector": "此服务不按标签选择 Pod，因此无法绑定资源。",
      "no-sidecar": "它的 Pod 都没有 sidecar。",
      "already-logging": "这些代理已经在写访问日志。",
      "already-active": "已经开启。",
      "selected-already":
        "另一个 Telemetry 选择了这些 Pod，而 Istio 只听从最早的。",
      "too-many": "集群中已有足够多的此类资源在工作。",
      "may-not-remove":
        "可以创建但不能删除：缺少对“telemetries”的“delete”权限。",
      refused: "API server 拒绝了它。",
    },
    inTheWay: (objects) => `受阻于：${objects}`,
  },
};
