/**
 * Where a PeerAuthentication speaks: by namespace and selector alone, its name means nothing. Without
 * labels it speaks for its namespace, or for the mesh where that is the root namespace; with labels for
 * the workloads it selects, and in the root namespace for nobody (semantics A1).
 */
import { compareByAge, oldestFirst } from "@/lib/mesh/age-order";
import type { Labels, PeerAuthentication } from "@/lib/mesh/objects";
import { hasNoLabels, SelectorIndex } from "@/lib/mesh/selector";
import { type ListsByNamespace, listsByNamespace } from "./lists-by-namespace";

/** All PeerAuthentications by scope; every list is oldest first (semantics A2 steps 1 and 2). */
export interface PeerAuthenticationIndex {
  /** Those of each namespace, the root namespace too. A list stays the same array while nothing in it changes. */
  readonly byNamespace: ListsByNamespace<PeerAuthentication>;
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
  /** Stands for everything that can speak in a namespace: the same object while none of that changes. */
  scopeOf(namespace: string): object;
}

export interface LevelPolicies {
  readonly winner: PeerAuthentication | null;
  readonly newer: readonly PeerAuthentication[];
}

/** @param previous the index before, of the same root namespace; what did not change is taken from it */
export function indexPeerAuthentications(
  policies: readonly PeerAuthentication[],
  rootNamespace: string,
  previous: {
    readonly items: readonly PeerAuthentication[];
    readonly index: PeerAuthenticationIndex;
  } | null = null,
): PeerAuthenticationIndex {
  const byNamespace = listsByNamespace(
    policies,
    compareByAge,
    previous && { items: previous.items, lists: previous.index.byNamespace },
  );
  return byNamespace === previous?.index.byNamespace
    ? previous.index
    : assemble(byNamespace, rootNamespace);
}

function assemble(
  byNamespace: ListsByNamespace<PeerAuthentication>,
  rootNamespace: string,
): PeerAuthenticationIndex {
  const root = scopeIn(byNamespace.get(rootNamespace) ?? NO_POLICIES);
  const scopes = new Map<string, NamespaceScope>();
  const namespaces = new Map<string, LevelPolicies>();
  for (const [namespace, list] of byNamespace) {
    if (namespace === rootNamespace) continue;
    const scope = scopeIn(list);
    scopes.set(namespace, scope);
    if (scope.wide.winner !== null) namespaces.set(namespace, scope.wide);
  }
  return {
    byNamespace,
    mesh: root.wide,
    namespaces,
    workloadPolicies: (namespace, labels) =>
      scopes.get(namespace)?.selecting.matching(labels) ?? [],
    ignoredRootPolicies: (labels) => root.selecting.matching(labels),
    scopeOf: (namespace) => within(root, scopes.get(namespace) ?? null),
  };
}

/** The policies of one namespace: those without labels, and those that select. */
interface NamespaceScope {
  readonly wide: LevelPolicies;
  readonly selecting: SelectorIndex<PeerAuthentication>;
  /** By the scope of the root namespace they are read together with. */
  readonly under: WeakMap<NamespaceScope, object>;
}

const NO_POLICIES: readonly PeerAuthentication[] = [];

/** A list never changes, so what was made of it holds wherever it is met again. */
const scopesOfLists = new WeakMap<
  readonly PeerAuthentication[],
  NamespaceScope
>();

function scopeIn(list: readonly PeerAuthentication[]): NamespaceScope {
  const known = scopesOfLists.get(list);
  if (known) return known;
  const [winner, ...newer] = list.filter(({ selector }) =>
    hasNoLabels(selector),
  );
  const scope: NamespaceScope = {
    wide: { winner: winner ?? null, newer },
    selecting: new SelectorIndex(list, ({ selector }) => selector ?? {}),
    under: new WeakMap(),
  };
  scopesOfLists.set(list, scope);
  return scope;
}

function within(root: NamespaceScope, own: NamespaceScope | null): object {
  if (own === null) return root;
  const known = own.under.get(root);
  if (known) return known;
  const made = {};
  own.under.set(root, made);
  return made;
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
