/**
 * How far a change reaches: the services whose answers it can alter. Too far costs time only; too short
 * would leave a wrong answer standing, so whatever is hard to tell reaches everything.
 */
import { resolveHost } from "@/lib/mesh/index/host";
import { listChange } from "@/lib/mesh/index/list-change";
import { type MeshIndex, sameMeshConfig } from "@/lib/mesh/index/mesh-index";
import type {
  DestinationRule,
  LegacyPolicy,
  PeerAuthentication,
} from "@/lib/mesh/objects";
import { hasNoLabels, selectorMatches } from "@/lib/mesh/selector";
import { servicesOfHosts } from "./services-of-hosts";

/** Names of services as `namespace/name`, those that are gone among them. */
export type Reach = ReadonlySet<string> | "everything";

/**
 * | change | reaches |
 * |---|---|
 * | mesh configuration, a policy of the root namespace, a MeshPolicy | everything |
 * | a PeerAuthentication without labels, a legacy Policy | its namespace |
 * | a PeerAuthentication with labels | services with a pod it selects |
 * | a pod | services that select it, before or after; its namespace under legacy policies |
 * | an EndpointSlice | its service, where that lives on slices |
 * | a DestinationRule | services whose host it covers |
 * | the first or last sidecar of a namespace | services whose hosts its rules cover, or rules that name it |
 */
export function reachOfChange(
  before: MeshIndex,
  after: MeshIndex,
  sidecarsBefore: ReadonlySet<string>,
  sidecarsAfter: ReadonlySet<string>,
): Reach {
  const wide = reachedNamespaces(before, after);
  if (wide === "everything") return wide;
  const reached = new Set<string>();
  for (const namespace of wide) addNamespace(after, namespace, reached);
  addBackends(before, after, reached);
  addSelected(before, after, wide, reached);
  const rules = [
    ...changedRules(before, after),
    ...rulesAbout(after, flips(sidecarsBefore, sidecarsAfter)),
  ];
  const hosts = rules.map(({ host, namespace }) =>
    resolveHost(host, namespace, after.meshConfig.clusterDomain),
  );
  for (const key of servicesOfHosts(after, hosts)) reached.add(key);
  return reached;
}

/** Namespaces in which every service is reached. */
function reachedNamespaces(
  before: MeshIndex,
  after: MeshIndex,
): ReadonlySet<string> | "everything" {
  if (!sameMeshConfig(before.meshConfig, after.meshConfig)) return "everything";
  const { rootNamespace } = after.meshConfig;
  const namespaces = new Set<string>();
  for (const policy of changedPolicies(before, after)) {
    if (policy.namespace === rootNamespace) return "everything";
    if (hasNoLabels(policy.selector)) namespaces.add(policy.namespace);
  }
  for (const policy of changedLegacyPolicies(before, after)) {
    if (policy.kind === "MeshPolicy") return "everything";
    namespaces.add(policy.namespace);
  }
  return namespaces;
}

function changedPolicies(
  before: MeshIndex,
  after: MeshIndex,
): PeerAuthentication[] {
  return changedIn(
    before.peerAuthentications.byNamespace,
    after.peerAuthentications.byNamespace,
  );
}

function changedRules(before: MeshIndex, after: MeshIndex): DestinationRule[] {
  return changedIn(
    before.destinationRules.byNamespace,
    after.destinationRules.byNamespace,
  );
}

function changedLegacyPolicies(
  before: MeshIndex,
  after: MeshIndex,
): LegacyPolicy[] {
  if (!after.meshConfig.enforcesLegacyPolicies) return [];
  const { gone, come } = listChange(
    before.inventory.legacyPolicies,
    after.inventory.legacyPolicies,
  );
  return [...gone, ...come];
}

/** Objects that came, went or were replaced. */
function changedIn<T extends object>(
  before: ReadonlyMap<string, readonly T[]>,
  after: ReadonlyMap<string, readonly T[]>,
): T[] {
  if (before === after) return [];
  const changed: T[] = [];
  for (const namespace of new Set([...before.keys(), ...after.keys()])) {
    const { gone, come } = listChange(
      before.get(namespace) ?? [],
      after.get(namespace) ?? [],
    );
    changed.push(...gone, ...come);
  }
  return changed;
}

function addNamespace(
  index: MeshIndex,
  namespace: string,
  reached: Set<string>,
): void {
  for (const { name } of servicesIn(index, namespace)) {
    reached.add(`${namespace}/${name}`);
  }
}

/**
 * An entry of the index is the same object exactly while the service and all that is behind it are the same.
 * Legacy policies speak of services, so there those that share a pod decide about each other (semantics C).
 */
function addBackends(
  before: MeshIndex,
  after: MeshIndex,
  reached: Set<string>,
): void {
  for (const [namespace, now] of after.workloadIndex.workloads) {
    const old = before.workloadIndex.workloads.get(namespace);
    if (old === now) continue;
    for (const [name, entry] of now.entries) {
      const isSame = old?.entries.get(name) === entry;
      if (!isSame || after.legacyPolicies !== null) {
        reached.add(`${namespace}/${name}`);
      }
    }
  }
}

function addSelected(
  before: MeshIndex,
  after: MeshIndex,
  done: ReadonlySet<string>,
  reached: Set<string>,
): void {
  for (const { namespace, selector } of changedPolicies(before, after)) {
    if (done.has(namespace)) continue;
    for (const service of servicesIn(after, namespace)) {
      const isSelected = after
        .podsOf(service)
        .some(({ labels }) => selectorMatches(selector ?? {}, labels));
      if (isSelected) reached.add(`${namespace}/${service.name}`);
    }
  }
}

function servicesIn(index: MeshIndex, namespace: string) {
  return index.workloadIndex.workloads.get(namespace)?.services ?? [];
}

function flips(
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
): ReadonlySet<string> {
  const all = before === after ? [] : [...before, ...after];
  return new Set(
    all.filter((namespace) => before.has(namespace) !== after.has(namespace)),
  );
}

/** Rules by which clients of these namespaces may be told something of their own. */
function rulesAbout(
  index: MeshIndex,
  namespaces: ReadonlySet<string>,
): readonly DestinationRule[] {
  return namespaces.size === 0
    ? []
    : index.inventory.destinationRules.filter(
        (rule) =>
          namespaces.has(rule.namespace) ||
          rule.exportTo.some((name) => namespaces.has(name)),
      );
}
