import { sidecarNamespaces } from "@/lib/mesh/client/client-namespaces";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { refKey } from "@/lib/mesh/object-ref";
import type { Namespace, Pod } from "@/lib/mesh/objects";
import { ambientIntended, sidecarIntended } from "@/lib/mesh/server/injection";
import {
  acceptsHbone,
  isExcludedInboundPort,
  promisesHboneInVain,
  tlsModeLabel,
} from "@/lib/mesh/server/proxy";
import { servedPorts } from "@/lib/mesh/server/served-ports";
import { portMode, resolveServerMode } from "@/lib/mesh/server/server-mode";
import { servicesOfPods } from "./affected-services";
import { clientAnswers } from "./client-answers";
import type { Finding, FindingSeverity } from "./finding";
import {
  injectsByDefault,
  saysNothingOfInjection,
  wasInjected,
} from "./injects-by-default";
import { hasAmbientPods, type LivePod, livePods } from "./live-pods";
import { wholeMesh } from "./mesh-in-view";

/**
 * Workloads whose pods are not what their labels ask for, or not what their labels tell to others
 * (semantics A5, A6). Pods that have not started, and gateways, are left out.
 */
export function proxyFindings(index: MeshIndex): Finding[] {
  const found = new Map<string, Disagreement>();
  for (const live of livePods(index)) {
    if (!live.started) continue;
    for (const code of disagreements(index, live)) {
      const { pod } = live;
      const key = `${code}/${refKey(pod.workload)}`;
      const entry = found.get(key);
      if (entry) entry.pods.push(pod);
      else found.set(key, { code, pods: [pod], workload: pod.workload });
    }
  }
  return [...found.values()].map((disagreement) =>
    findingOf(index, disagreement),
  );
}

function findingOf(
  index: MeshIndex,
  { code, pods, workload }: Disagreement,
): Finding {
  const common = {
    severity: severityOf(index, code, pods),
    objects: [workload],
    services: servicesOfPods(index, pods),
  };
  const params = { pods: pods.length };
  switch (code) {
    case "label-without-proxy": {
      const labels = [...new Set(pods.flatMap(vainLabels))].join(", ");
      return { code, ...common, params: { ...params, labels } };
    }
    case "proxy-without-label": {
      const isDoubtful = pods.every((pod) => tunnelTo(index, pod) !== false);
      const unless = isDoubtful ? "hbone" : "";
      return { code, ...common, params: { ...params, unless } };
    }
    case "proxy-missing":
    case "proxy-not-asked-for":
    case "ambient-not-redirected":
    case "ambient-not-asked-for":
      return { code, ...common, params };
    default:
      return code satisfies never;
  }
}

type ProxyCode =
  | "proxy-missing"
  | "proxy-not-asked-for"
  | "label-without-proxy"
  | "proxy-without-label"
  | "ambient-not-redirected"
  | "ambient-not-asked-for";

interface Disagreement {
  readonly code: ProxyCode;
  readonly workload: Pod["workload"];
  readonly pods: Pod[];
}

function disagreements(index: MeshIndex, live: LivePod): ProxyCode[] {
  const own = intent(index, live);
  const label = labelling(index, live);
  return [...(own === null ? [] : [own]), ...(label === null ? [] : [label])];
}

/** What was asked for when the pod was made may have changed since; without its namespace nobody can tell. */
function intent(index: MeshIndex, { pod, shape }: LivePod): ProxyCode | null {
  const namespace = index.namespaces.get(pod.namespace);
  if (namespace === undefined) return null;
  switch (shape) {
    case "none":
      return missing(index, pod, namespace);
    case "sidecar":
      return isInjected(index, pod) &&
        !sidecarIntended(pod, namespace) &&
        !mayBeInjectedAgain(index, pod, namespace)
        ? "proxy-not-asked-for"
        : null;
    case "ztunnel":
      return ambientIntended(pod, namespace) ? null : "ambient-not-asked-for";
    case "gateway":
    case "proxyless-grpc":
      return null;
    default:
      return shape satisfies never;
  }
}

function missing(
  index: MeshIndex,
  pod: Pod,
  namespace: Namespace,
): ProxyCode | null {
  if (sidecarIntended(pod, namespace)) return "proxy-missing";
  const outsideAmbient =
    pod.namespace === index.meshConfig.rootNamespace ||
    pod.namespace === "kube-system";
  return ambientIntended(pod, namespace) && !outsideAmbient
    ? "ambient-not-redirected"
    : null;
}

/** A sidecar without the injector's mark stands in the pod's own template, and comes back with it. */
function isInjected(index: MeshIndex, pod: Pod): boolean {
  return wasInjected(pod) && pod.namespace !== index.meshConfig.rootNamespace;
}

/** Neither pod nor namespace says a word, and the injector's own default is not read. */
function mayBeInjectedAgain(
  index: MeshIndex,
  { labels, annotations }: Pod,
  namespace: Namespace,
): boolean {
  const isRefused =
    "sidecar.istio.io/inject" in labels ||
    "sidecar.istio.io/inject" in annotations;
  return (
    !isRefused &&
    saysNothingOfInjection(namespace) &&
    injectsByDefault(wholeMesh(index))
  );
}

/**
 * What clients are told about the pod. Where auto mTLS is off, nobody reads a tlsMode label that is not
 * there, and a tunnel that sidecars are known to use goes around it.
 */
function labelling(
  index: MeshIndex,
  { pod, shape }: LivePod,
): ProxyCode | null {
  if (shape === "none" && vainLabels(pod).length > 0) {
    return "label-without-proxy";
  }
  return shape === "sidecar" &&
    tlsModeLabel(pod) !== "istio" &&
    index.meshConfig.enableAutoMtls &&
    tunnelTo(index, pod) !== true
    ? "proxy-without-label"
    : null;
}

/** Labels of a pod without a proxy that make others send what it cannot read. */
function vainLabels(pod: Pod): string[] {
  return [
    ...(tlsModeLabel(pod) === "istio"
      ? ["security.istio.io/tlsMode=istio"]
      : []),
    ...(promisesHboneInVain(pod) ? ["networking.istio.io/tunnel=http"] : []),
  ];
}

/** Whether sidecars reach the pod through HBONE. */
function tunnelTo({ meshConfig }: MeshIndex, pod: Pod): boolean | "unknown" {
  return acceptsHbone(pod) && (meshConfig.sidecarsSendHbone ?? "unknown");
}

function severityOf(
  index: MeshIndex,
  code: ProxyCode,
  pods: readonly Pod[],
): FindingSeverity {
  switch (code) {
    case "label-without-proxy":
      return pods.some(
        (pod) => getsMutualTls(index, pod) || getsTunnels(index, pod),
      )
        ? "error"
        : "warning";
    case "proxy-without-label":
      return pods.some((pod) => refusesItsClients(index, pod))
        ? "error"
        : "warning";
    case "proxy-missing":
    case "proxy-not-asked-for":
    case "ambient-not-redirected":
    case "ambient-not-asked-for":
      return "warning";
    default:
      return code satisfies never;
  }
}

/** Some sidecar believes the label, and nothing there can read what it sends. */
function getsMutualTls(index: MeshIndex, pod: Pod): boolean {
  return servedPorts(index, pod).some(({ service, servicePort, targetPort }) =>
    clientAnswers(index, service, servicePort).some(
      (tls) => tls.auto && tls.toEndpoint(pod, targetPort) === "mutual_tls",
    ),
  );
}

/** Some proxy that sends HBONE believes the tunnel label, and nothing there takes the tunnel. */
function getsTunnels(index: MeshIndex, pod: Pod): boolean {
  const sidecarsTunnel =
    index.meshConfig.sidecarsSendHbone === true &&
    sidecarNamespaces(index).size > 0;
  return (
    promisesHboneInVain(pod) &&
    servedPorts(index, pod).length > 0 &&
    (sidecarsTunnel || hasAmbientPods(index))
  );
}

/** Some sidecar sends plaintext because the label is missing, to a port that is STRICT, and no HBONE can replace it. */
function refusesItsClients(index: MeshIndex, pod: Pod): boolean {
  if (tunnelTo(index, pod) !== false) return false;
  const serverMode = resolveServerMode(index, pod);
  return servedPorts(index, pod).some(
    ({ service, servicePort, targetPort }) =>
      portMode(serverMode, targetPort).mode === "STRICT" &&
      !isExcludedInboundPort(pod, targetPort) &&
      clientAnswers(index, service, servicePort).some(
        (tls) => tls.auto && tls.toEndpoint(pod, targetPort) === "plaintext",
      ),
  );
}
