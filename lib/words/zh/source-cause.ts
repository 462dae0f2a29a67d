import type { SourceCauseCode } from "@/lib/mesh/source";
import type { SourceFacts } from "@/lib/words/en/source-cause";
import type { Sentence } from "@/lib/words/sentence";

const SERVER = { kubernetes: "API server ", prometheus: "Prometheus " };
const ADDRESS = {
  kubernetes: "请检查 kubeconfig、网络以及 API server 是否在运行。",
  prometheus: "请检查 PROMETHEUS_URL，以及从这里能否连接到 Prometheus。",
};
const CREDENTIALS = {
  kubernetes: "令牌可能已过期：请更新后重新启动 Lockstep。",
  prometheus: "请检查 PROMETHEUS_BEARER_TOKEN，或用户名与密码，以及租户。",
};

export const sourceCauseWords: Readonly<
  Record<SourceCauseCode, (facts: SourceFacts) => Sentence>
> = {
  "first-reading": () => ({
    title: "正在首次读取。",
    remedy: "请稍候。",
  }),
  unreachable: ({ from }) => ({
    title: `${SERVER[from]}无法连接。`,
    remedy: ADDRESS[from],
  }),
  tls: ({ from }) => ({
    title: `${SERVER[from]}的证书不受信任。`,
    remedy: "请指定签发它的证书颁发机构，并使用证书上的名称。",
  }),
  unauthorized: ({ from }) => ({
    title: `${SERVER[from]}不接受我们的凭据。`,
    remedy: CREDENTIALS[from],
  }),
  forbidden: ({ names }) => ({
    title: `Lockstep 无权列出 ${names}。`,
    remedy: `请在 ClusterRole 或 Role 中授予 ${names} 的 list 和 watch 权限。`,
  }),
  "forbidden-everywhere": ({ names }) => ({
    title: `Lockstep 无权列出 ${names}，也无权列出命名空间。`,
    remedy: `请在 ClusterRole 中授予 ${names} 的 list 和 watch 权限；或授予 namespaces 的权限，并在每个命名空间的 Role 中授予 ${names} 的权限。`,
  }),
  "not-served": ({ names }) => ({
    title: `API server 没有 ${names}。`,
    remedy: "请安装 Istio，或确认集群是否正确。",
  }),
  "not-served-any-more": () => ({
    title: "自 Istio 1.6 起已不存在，属于正常情况。",
    remedy: "",
  }),
  timeout: ({ from }) => ({
    title: `${SERVER[from]}响应超时。`,
    remedy:
      from === "kubernetes"
        ? "Lockstep 会继续重试。"
        : "请选择更短的时间范围，调高 PROMETHEUS_TIMEOUT_MS，或为 Prometheus 增加资源。",
  }),
  overloaded: ({ from }) => ({
    title: `${SERVER[from]}有响应，但目前无法处理。`,
    remedy: "它可能正在启动或资源不足；Lockstep 会继续重试。",
  }),
  "too-much": () => ({
    title: "查询超出了 Prometheus 的限制。",
    remedy: "请选择更短的时间范围，或调高 --query.max-samples。",
  }),
  malformed: ({ from }) => ({
    title: `${SERVER[from]}的响应格式无法识别。`,
    remedy: "中间的代理可能改动了响应。",
  }),
  "not-prometheus": () => ({
    title: "该地址有响应，但不是 Prometheus。",
    remedy: "请让 PROMETHEUS_URL 直接指向 Prometheus API，绕过登录页面。",
  }),
  "bad-query": () => ({
    title: "Prometheus 无法理解该查询。",
    remedy: "请使用 2.42 或更高版本的 Prometheus 兼容服务。",
  }),
  refused: ({ from }) => ({
    title: `${SERVER[from]}拒绝了请求。`,
    remedy: "原因见其原文；Lockstep 会继续重试。",
  }),
  "config-missing": ({ names }) => ({
    title: `没有 ConfigMap ${names}。`,
    remedy: "请安装 Istio，或确认集群是否正确。",
  }),
  "config-unreadable": () => ({
    title: "网格配置存在，但无法解析。",
    remedy: "请更正该 ConfigMap。",
  }),
  "config-contradictory": ({ names }) => ({
    title: `ConfigMap ${names} 相互矛盾。`,
    remedy: "请使其一致，或删除没有控制平面使用的那个。",
  }),
};

export const sourceNameWords: Readonly<Record<string, string>> = {
  prometheus: "流量",
  "kubernetes/mesh-config": "Istio 网格配置",
  "kubernetes/policies.authentication.istio.io": "旧版认证 Policy",
  "kubernetes/meshpolicies.authentication.istio.io": "旧版认证 MeshPolicy",
  "kubernetes/telemetries.telemetry.istio.io": "Telemetry",
  "kubernetes/mutatingwebhookconfigurations.admissionregistration.k8s.io":
    "变更 Webhook",
  "kubernetes/validatingwebhookconfigurations.admissionregistration.k8s.io":
    "验证 Webhook",
};
