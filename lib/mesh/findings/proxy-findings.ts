import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { refKey } from "@/lib/mesh/object-ref";
import type { Namespace, Pod } from "@/lib/mesh/objects";
import { ambientIntended, sidecarIntended } from "@/lib/mesh/server/injection";
import {
  acceptsHbone,
  isExcludedInboundPort,
  tlsModeLabel,
} from "@/lib/mesh/server/proxy";
import { portMode, resolveServerMode } from "@/lib/mesh/server/server-mode";
import { servicesOfPods } from "./affected-services";
import { clientAnswers } from "./client-answers";
import type { Finding, FindingSeverity } from "./finding";
import { type LivePod, livePods } from "./live-pods";
import { servedPorts } from "./served-ports";

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
  return [...found.values()].map(({ code, pods, workload }) => ({
    code,
    severity: severityOf(index, code, pods),
    objects: [workload],
    services: servicesOfPods(index, pods),
    params: { pods: pods.length },
  }));
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
      return wasInjected(index, pod) && !sidecarIntended(pod, namespace)
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
function wasInjected(index: MeshIndex, pod: Pod): boolean {
  return (
    "sidecar.istio.io/status" in pod.annotations &&
    pod.namespace !== index.meshConfig.rootNamespace
  );
}

/** What auto mTLS clients are told about the pod; where auto mTLS is off, nobody reads a label that is not there. */
function labelling(
  index: MeshIndex,
  { pod, shape }: LivePod,
): ProxyCode | null {
  const labelled = tlsModeLabel(pod) === "istio";
  if (shape === "none" && labelled) return "label-without-proxy";
  return shape === "sidecar" && !labelled && index.meshConfig.enableAutoMtls
    ? "proxy-without-label"
    : null;
}

function severityOf(
  index: MeshIndex,
  code: ProxyCode,
  pods: readonly Pod[],
): FindingSeverity {
  switch (code) {
    case "label-without-proxy":
      return pods.some((pod) => getsMutualTls(index, pod))
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

/** Some sidecar sends plaintext because the label is missing, to a port that is STRICT, and nothing can replace it by HBONE. */
function refusesItsClients(index: MeshIndex, pod: Pod): boolean {
  if (acceptsHbone(pod)) return false;
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
