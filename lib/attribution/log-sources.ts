/** Which logs tell of calls to a service: those of its sidecars, and of the ztunnels of its ambient pods' nodes. */
import { compareText } from "@/lib/mesh/age-order";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { Pod, Service } from "@/lib/mesh/objects";
import { proxyShape } from "@/lib/mesh/server/proxy";

export interface LogSource {
  readonly kind: "sidecar" | "ztunnel";
  /** Whose log it is. */
  readonly pod: Pod;
  readonly container: string;
  /** Pods of the service it tells of; the pod itself for a sidecar. */
  readonly about: readonly Pod[];
}

export interface LogSources {
  readonly sources: readonly LogSource[];
  /** Pods whose log is not read, because there are too many. */
  readonly leftOut: number;
  /** Ambient pods on whose node no ztunnel is known. */
  readonly withoutZtunnel: number;
  /** Pods that no proxy of the mesh stands before: nothing is logged. */
  readonly withoutProxy: number;
}

/** Each is a request and up to some megabytes. */
const MAX_SOURCES = 10;

export function logSources(index: MeshIndex, service: Service): LogSources {
  const running = index
    .podsOf(service)
    .filter(({ phase }) => phase === "Running")
    .sort(readyThenNewest);
  const ztunnels = ztunnelsByNode(index);
  const sources = new Map<string, LogSource>();
  let withoutZtunnel = 0;
  let withoutProxy = 0;
  for (const pod of running) {
    const shape = proxyShape(pod);
    if (shape === "sidecar")
      sources.set(pod.uid, sourceOf("sidecar", pod, [pod]));
    else if (shape === "ztunnel") {
      const ztunnel = ztunnels.get(pod.nodeName);
      if (!ztunnel) {
        withoutZtunnel += 1;
        continue;
      }
      const about = sources.get(ztunnel.uid)?.about ?? [];
      sources.set(ztunnel.uid, sourceOf("ztunnel", ztunnel, [...about, pod]));
    } else withoutProxy += 1;
  }
  const all = [...sources.values()];
  return {
    sources: all.slice(0, MAX_SOURCES),
    leftOut: all
      .slice(MAX_SOURCES)
      .reduce((pods, { about }) => pods + about.length, 0),
    withoutZtunnel,
    withoutProxy,
  };
}

function sourceOf(
  kind: LogSource["kind"],
  pod: Pod,
  about: readonly Pod[],
): LogSource {
  const { longRunningContainers: names } = pod;
  const proxy = names.includes(PROXY_CONTAINER) ? PROXY_CONTAINER : names[0];
  return {
    kind,
    pod,
    // A sidecar that is known by its annotation alone still has Istio's name.
    container:
      kind === "sidecar" ? PROXY_CONTAINER : (proxy ?? PROXY_CONTAINER),
    about,
  };
}

const PROXY_CONTAINER = "istio-proxy";

/** A label is free for everybody; only the control plane's own pods speak for a node. */
function ztunnelsByNode(index: MeshIndex): ReadonlyMap<string, Pod> {
  const pods = index.podsByNamespace.get(index.meshConfig.rootNamespace) ?? [];
  return new Map(
    pods
      .filter(
        ({ labels, phase }) => labels.app === "ztunnel" && phase === "Running",
      )
      .map((pod) => [pod.nodeName, pod]),
  );
}

function readyThenNewest(a: Pod, b: Pod): number {
  return (
    Number(b.ready) - Number(a.ready) ||
    compareText(b.createdAt ?? "", a.createdAt ?? "") ||
    compareText(a.name, b.name)
  );
}
