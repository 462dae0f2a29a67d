import { oldestFirst } from "@/lib/mesh/age-order";
import { groupBy } from "@/lib/mesh/group-by";
import type { Labels, PeerAuthentication } from "@/lib/mesh/objects";
import { hasNoLabels, SelectorIndex } from "@/lib/mesh/selector";

/** Where a PeerAuthentication speaks. The name of the object means nothing (semantics A1). */
type PolicyScope = "mesh" | "namespace" | "workload" | "ignored";

/** Scope by namespace and selector alone: a selector in the root namespace has no meaning and is ignored. */
function policyScope(
  policy: PeerAuthentication,
  rootNamespace: string,
): PolicyScope {
  const wide = hasNoLabels(policy.selector);
  if (policy.namespace === rootNamespace) return wide ? "mesh" : "ignored";
  return wide ? "namespace" : "workload";
}

/** All PeerAuthentications by scope; every list is oldest first (semantics A2 steps 1 and 2). */
export interface PeerAuthenticationIndex {
  readonly ordered: readonly PeerAuthentication[];
  /** The one policy that speaks for the mesh, and those that came too late. */
  readonly mesh: LevelPolicies;
  /** By namespace; the root namespace is not among them. */
  readonly namespaces: ReadonlyMap<string, LevelPolicies>;
  /** Workload policies of a namespace whose selector the labels satisfy, oldest first. */
  workloadPolicies(
    namespace: string,
    labels: Labels,
  ): readonly PeerAuthentication[];
  /** Policies with a selector in the root namespace that would have matched: they do nothing. */
  ignoredRootPolicies(labels: Labels): readonly PeerAuthentication[];
}

export interface LevelPolicies {
  readonly winner: PeerAuthentication | null;
  readonly newer: readonly PeerAuthentication[];
}

export function indexPeerAuthentications(
  policies: readonly PeerAuthentication[],
  rootNamespace: string,
): PeerAuthenticationIndex {
  const ordered = oldestFirst(policies);
  const byScope = groupBy(ordered, (policy) =>
    policyScope(policy, rootNamespace),
  );
  const workloads = new Map<string, SelectorIndex<PeerAuthentication>>();
  for (const [namespace, list] of groupBy(
    byScope.get("workload") ?? [],
    (policy) => policy.namespace,
  )) {
    workloads.set(namespace, new SelectorIndex(list, labelsOf));
  }
  const ignored = new SelectorIndex(byScope.get("ignored") ?? [], labelsOf);
  return {
    ordered,
    mesh: level(byScope.get("mesh") ?? []),
    namespaces: new Map(
      [...groupBy(byScope.get("namespace") ?? [], (p) => p.namespace)].map(
        ([namespace, list]) => [namespace, level(list)],
      ),
    ),
    workloadPolicies: (namespace, labels) =>
      workloads.get(namespace)?.matching(labels) ?? [],
    ignoredRootPolicies: (labels) => ignored.matching(labels),
  };
}

/**
 * Every policy istiod finds for a workload before it composes them: those of its own namespace, then those
 * of the root namespace, oldest first in each. Some of them count for nothing afterwards.
 * Source: istio pilot/pkg/model, GetPeerAuthenticationsForWorkload.
 */
export function applicablePolicies(
  index: PeerAuthenticationIndex,
  workload: { readonly namespace: string; readonly labels: Labels },
  rootNamespace: string,
): readonly PeerAuthentication[] {
  const root = [
    ...(index.mesh.winner === null ? [] : [index.mesh.winner]),
    ...index.ignoredRootPolicies(workload.labels),
  ];
  const own = index.namespaces.get(workload.namespace)?.winner ?? null;
  const local = [
    ...(own === null ? [] : [own]),
    ...index.workloadPolicies(workload.namespace, workload.labels),
  ];
  return workload.namespace === rootNamespace
    ? oldestFirst(root)
    : [...oldestFirst(local), ...oldestFirst(root)];
}

function level(list: readonly PeerAuthentication[]): LevelPolicies {
  const [winner, ...newer] = list;
  return { winner: winner ?? null, newer };
}

function labelsOf(policy: PeerAuthentication): Labels {
  return policy.selector ?? {};
}
