import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { Pod } from "@/lib/mesh/objects";
import { outboundProxy, proxyShape } from "@/lib/mesh/server/proxy";

/** What the pods of a calling workload say about how it calls. */
export interface ClientPods {
  /** Every live pod of it has a proxy that sends for it. */
  readonly isMeshed: boolean;
  readonly isGateway: boolean;
  /** Outbound ports that skip the proxy, by number. */
  readonly excludedPorts: readonly number[];
  /** Some destinations skip the proxy by address, or it intercepts nothing; which calls that is cannot be told. */
  readonly skipsProxy: boolean;
}

/** @returns null where the workload has no live pod */
export function clientPods(
  index: MeshIndex,
  namespace: string,
  workload: string,
): ClientPods | null {
  const pods = index.podsByNamespace.get(namespace);
  if (pods === undefined) return null;
  const known = byWorkload.get(pods) ?? describe(pods);
  byWorkload.set(pods, known);
  return known.get(workload) ?? null;
}

/** Pods of a namespace stay the same list while none of them changes. */
const byWorkload = new WeakMap<
  readonly Pod[],
  ReadonlyMap<string, ClientPods>
>();

function describe(pods: readonly Pod[]): ReadonlyMap<string, ClientPods> {
  const found = new Map<string, ClientPods>();
  for (const pod of pods) {
    if (pod.phase === "Succeeded" || pod.phase === "Failed") continue;
    const { name } = pod.workload;
    const known = found.get(name);
    const own = describePod(pod);
    found.set(name, known === undefined ? own : both(known, own));
  }
  return found;
}

function both(a: ClientPods, b: ClientPods): ClientPods {
  return {
    isMeshed: a.isMeshed && b.isMeshed,
    isGateway: a.isGateway && b.isGateway,
    excludedPorts: [...new Set([...a.excludedPorts, ...b.excludedPorts])].sort(
      (x, y) => x - y,
    ),
    skipsProxy: a.skipsProxy || b.skipsProxy,
  };
}

function describePod(pod: Pod): ClientPods {
  const outbound = outboundProxy(pod);
  // Only a sidecar is reached by redirection that annotations can narrow.
  const narrowed = outbound === "sidecar";
  const said = (name: string) =>
    narrowed
      ? (pod.annotations[`traffic.sidecar.istio.io/${name}`] ?? "").trim()
      : "";
  const included = said("includeOutboundIPRanges");
  return {
    isMeshed: outbound !== "none",
    isGateway: proxyShape(pod) === "gateway",
    excludedPorts: said("excludeOutboundPorts")
      .split(",")
      .map((port) => Number.parseInt(port, 10))
      .filter((port) => Number.isInteger(port)),
    skipsProxy:
      said("excludeOutboundIPRanges") !== "" ||
      (included !== "" && included !== "*") ||
      (narrowed &&
        pod.annotations["sidecar.istio.io/interceptionMode"] === "NONE"),
  };
}
