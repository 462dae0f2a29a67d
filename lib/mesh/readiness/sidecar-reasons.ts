import { compareText } from "@/lib/mesh/age-order";
import { hostSubsetOf, serviceHost } from "@/lib/mesh/index/host";
import { listChange } from "@/lib/mesh/index/list-change";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { refKey } from "@/lib/mesh/object-ref";
import type { ObjectRef, Pod, Service } from "@/lib/mesh/objects";
import { selectorMatches } from "@/lib/mesh/selector";
import { proxyShape } from "@/lib/mesh/server/proxy";
import type { SidecarResource } from "@/lib/mesh/sidecar-resource";
import { type Reason, reason, someOf } from "./reason";
import type { ServiceFacts } from "./service-facts";

/**
 * E24: a proxy that was told of no such service passes the call on as it is, in plaintext. Where its Sidecar lets
 * nothing unknown through, the call never arrives, and there is nothing that a lock could break.
 */
export function unimportedServices({
  index,
  service,
  callers,
}: ServiceFacts): Reason[] {
  if ((index.inventory.sidecars?.items.length ?? 0) === 0) return [];
  const objects = new Map<string, ObjectRef>();
  const names = new Set<string>();
  for (const { namespace, workload } of callers) {
    if (namespace === null || workload === null) continue;
    for (const sidecar of sidecarsOf(index, namespace, workload)) {
      const passes = sidecar.outboundTrafficPolicy !== "REGISTRY_ONLY";
      if (!passes || imports(index, sidecar, namespace, service)) continue;
      const ref = {
        kind: "Sidecar",
        namespace: sidecar.namespace,
        name: sidecar.name,
      };
      objects.set(refKey(ref), ref);
      names.add(`${namespace}/${workload}`);
    }
  }
  return names.size === 0
    ? []
    : [
        reason(
          "clients-bypass-proxy",
          "warn",
          {
            callers: names.size,
            sidecars: objects.size,
            named: someOf([...names].sort(), (name) => name),
          },
          [...objects.values()],
        ),
      ];
}

/** Workloads ("ns/name") with other pods than before, where Sidecars go by the labels of pods. */
export function reselectedClients(
  before: MeshIndex,
  after: MeshIndex,
): string[] {
  const reselected: string[] = [];
  for (const [namespace, sidecars] of sidecarsByNamespace(after)) {
    if (sidecars.every(({ workloadSelector }) => workloadSelector === null)) {
      continue;
    }
    const { gone, come } = listChange(
      before.podsByNamespace.get(namespace) ?? NO_PODS,
      after.podsByNamespace.get(namespace) ?? NO_PODS,
    );
    for (const { workload } of [...gone, ...come]) {
      reselected.push(`${namespace}/${workload.name}`);
    }
  }
  return reselected;
}

/** Every port is imported, by a listener for that port or for all. */
function imports(
  index: MeshIndex,
  { egress }: SidecarResource,
  clientNamespace: string,
  service: Service,
): boolean {
  if (egress.length === 0) return true;
  const host = serviceHost(service, index.meshConfig.clusterDomain);
  const listeners = egress.filter(({ hosts }) =>
    hosts.some((entry) => covers(entry, clientNamespace, service, host)),
  );
  return (
    listeners.some(({ port }) => port === null) ||
    service.ports.every(({ port }) =>
      listeners.some((listener) => listener.port === port),
    )
  );
}

/** "namespace/host"; "." is the client's own namespace, "*" any, "~" none. */
function covers(
  entry: string,
  clientNamespace: string,
  service: Service,
  host: string,
): boolean {
  const slash = entry.indexOf("/");
  if (slash < 0) return false;
  const place = entry.slice(0, slash);
  const isPlace =
    place === "*" ||
    (place === "." ? clientNamespace : place) === service.namespace;
  return isPlace && hostSubsetOf(host, entry.slice(slash + 1));
}

/**
 * What the pods of a workload are told: by the oldest Sidecar that selects them, else by the oldest of their namespace
 * that selects nothing, else by that of the root namespace. Gateways are told by none.
 * Source: Istio's reference of Sidecar, and istiod's initSidecarScopes.
 */
function sidecarsOf(
  index: MeshIndex,
  namespace: string,
  workload: string,
): ReadonlySet<SidecarResource> {
  const byNamespace = sidecarsByNamespace(index);
  const own = byNamespace.get(namespace) ?? [];
  const root = (byNamespace.get(index.meshConfig.rootNamespace) ?? []).find(
    ({ workloadSelector }) => workloadSelector === null,
  );
  const found = new Set<SidecarResource>();
  if (own.length === 0 && root === undefined) return found;
  for (const pod of proxiedPods(index, namespace).get(workload) ?? []) {
    const sidecar =
      own.find(
        ({ workloadSelector }) =>
          workloadSelector !== null &&
          selectorMatches(workloadSelector, pod.labels),
      ) ??
      own.find(({ workloadSelector }) => workloadSelector === null) ??
      root;
    if (sidecar !== undefined) found.add(sidecar);
  }
  return found;
}

/** Made once per list of Sidecars; each namespace's oldest first. */
const sorted = new WeakMap<
  readonly SidecarResource[],
  ReadonlyMap<string, readonly SidecarResource[]>
>();

function sidecarsByNamespace({ inventory }: MeshIndex) {
  const items = inventory.sidecars?.items ?? [];
  const known = sorted.get(items);
  if (known !== undefined) return known;
  const byNamespace = new Map<string, SidecarResource[]>();
  for (const sidecar of [...items].sort(byAge)) {
    const list = byNamespace.get(sidecar.namespace);
    if (list === undefined) byNamespace.set(sidecar.namespace, [sidecar]);
    else list.push(sidecar);
  }
  sorted.set(items, byNamespace);
  return byNamespace;
}

/** RFC 3339 in whole seconds of UTC, as Kubernetes writes it, sorts like the times it stands for. */
function byAge(a: SidecarResource, b: SidecarResource): number {
  return (
    compareText(a.createdAt ?? "", b.createdAt ?? "") ||
    compareText(a.name, b.name)
  );
}

/** Pods of a namespace stay the same list while none of them changes. */
const byWorkload = new WeakMap<
  readonly Pod[],
  ReadonlyMap<string, readonly Pod[]>
>();

function proxiedPods(index: MeshIndex, namespace: string) {
  const pods = index.podsByNamespace.get(namespace) ?? NO_PODS;
  const known = byWorkload.get(pods);
  if (known !== undefined) return known;
  const found = new Map<string, Pod[]>();
  for (const pod of pods) {
    const isOver = pod.phase === "Succeeded" || pod.phase === "Failed";
    if (isOver || proxyShape(pod) !== "sidecar") continue;
    const list = found.get(pod.workload.name);
    if (list === undefined) found.set(pod.workload.name, [pod]);
    else list.push(pod);
  }
  byWorkload.set(pods, found);
  return found;
}

const NO_PODS: readonly Pod[] = [];
