import { listChange } from "@/lib/mesh/index/list-change";
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

/**
 * Workloads ("ns/name") whose pods call otherwise than before. By value: pods that replace each other
 * mostly call in the same way.
 */
export function changedClients(
  before: MeshIndex,
  after: MeshIndex,
): ReadonlySet<string> {
  const changed = new Set<string>();
  const namespaces = new Set([
    ...before.podsByNamespace.keys(),
    ...after.podsByNamespace.keys(),
  ]);
  for (const namespace of namespaces) {
    const a = before.podsByNamespace.get(namespace) ?? NO_PODS;
    const b = after.podsByNamespace.get(namespace) ?? NO_PODS;
    if (a === b) continue;
    const { gone, come } = listChange(a, b);
    const moved = new Set(
      [...gone, ...come].map(({ workload }) => workload.name),
    );
    const isMoved = ({ workload }: Pod) => moved.has(workload.name);
    const old = describe(a.filter(isMoved));
    const now = describe(b.filter(isMoved));
    for (const name of moved) {
      if (!sameClients(old.get(name), now.get(name))) {
        changed.add(`${namespace}/${name}`);
      }
    }
  }
  return changed;
}

const NO_PODS: readonly Pod[] = [];

function sameClients(a?: ClientPods, b?: ClientPods): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
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
