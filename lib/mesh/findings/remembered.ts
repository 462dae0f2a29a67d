/**
 * Findings that are kept while nothing they depend on changes: those of a service until the resolution
 * reaches it, those of a namespace until its services, pods, slices or policies change.
 */
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { NamespaceWorkloads } from "@/lib/mesh/index/namespace-workloads";
import type { Service } from "@/lib/mesh/objects";
import type { ResolvedService } from "@/lib/mesh/resolution/mesh-resolution";
import { clientsKey } from "./clients-by-rule";
import type { Finding } from "./finding";
import { identityOf } from "./identity";
import { injectsByDefault } from "./injects-by-default";
import { hasAmbientPods } from "./live-pods";
import { mergeAlike } from "./merge-alike";
import { knownSources, partOfMesh, resolutionOf } from "./mesh-in-view";
import { oncePerIndex } from "./once-per-index";
import { restsOnPolicies } from "./rests-on-unread";

/** Finds at once, out of its memory where it can. */
type Remembering<F extends Finding> = (index: MeshIndex) => F[];

/** Fills one memory, a service or a namespace at a time. */
type Fill = (index: MeshIndex) => Generator<void>;

const fills: Fill[] = [];

/**
 * Fills all memories for this index, with a pause wherever others may have their turn: what is found afterwards is
 * found at once. Without a resolution there is little to remember.
 */
export function* rememberAll(index: MeshIndex): Generator<void> {
  for (const fill of fills) yield* fill(index);
}

/** One after another for each service; without a resolution nothing is kept. */
export function perService<F extends Finding>(
  find: (index: MeshIndex, service: Service) => readonly F[],
): Remembering<F> {
  const memory = new WeakMap<ResolvedService, Remembered<F>>();
  const findIn = (index: MeshIndex, key: string, resolved: ResolvedService) =>
    recall(memory, resolved, key, () => find(index, resolved.service));
  fills.push(function* fill(index) {
    const key = `${generalKey(index)} ${clientsKey(index)}`;
    for (const resolved of resolutionOf(index)?.services.values() ?? []) {
      findIn(index, key, resolved);
      yield;
    }
  });
  return (index) => {
    const resolution = resolutionOf(index);
    if (resolution === null) {
      return [...index.services.values()].flatMap((service) =>
        find(index, service),
      );
    }
    const key = `${generalKey(index)} ${clientsKey(index)}`;
    const all: F[] = [];
    for (const resolved of resolution.services.values()) {
      for (const finding of findIn(index, key, resolved)) all.push(finding);
    }
    return all;
  };
}

/**
 * One after another for each namespace; what a policy of the mesh does in several of them is told once.
 * @param find is handed one namespace at a time, see `partOfMesh`
 * @param asks "clients" where the answer depends on what clients are told
 * @param applies false where nobody will ask
 */
export function perNamespace(
  find: (part: MeshIndex) => readonly Finding[],
  asks: "clients" | "servers",
  applies: (index: MeshIndex) => boolean = () => true,
): Remembering<Finding> {
  const memory = new WeakMap<NamespaceWorkloads, Remembered<Finding>>();
  function* each(index: MeshIndex): Generator<readonly Finding[]> {
    const common =
      generalKey(index) +
      (asks === "clients"
        ? ` ${clientsKey(index)} ${identityOf(index.destinationRules)}`
        : "");
    for (const namespace of namespacesOf(index)) {
      const make = () => findIn(index, namespace, find);
      const workloads = index.workloadIndex.workloads.get(namespace);
      const key = `${common} ${namespaceKey(index, namespace)}`;
      yield workloads === undefined
        ? make()
        : recall(memory, workloads, key, make);
    }
  }
  fills.push(function* fill(index) {
    if (!applies(index)) return;
    for (const _findings of each(index)) yield;
  });
  return (index) => {
    const all: Finding[] = [];
    for (const findings of each(index)) {
      for (const finding of findings) all.push(finding);
    }
    return mergeAlike(all);
  };
}

interface Remembered<F> {
  readonly key: string;
  readonly findings: readonly F[];
}

function recall<K extends object, F>(
  memory: WeakMap<K, Remembered<F>>,
  about: K,
  key: string,
  make: () => readonly F[],
): readonly F[] {
  const known = memory.get(about);
  if (known?.key === key) return known.findings;
  const findings = make();
  memory.set(about, { key, findings });
  return findings;
}

function findIn(
  index: MeshIndex,
  namespace: string,
  find: (part: MeshIndex) => readonly Finding[],
): readonly Finding[] {
  const findings = find(partOfMesh(index, namespace));
  return knownSources(index).policies(namespace)
    ? findings
    : findings.filter((finding) => !restsOnPolicies(finding));
}

function namespacesOf(index: MeshIndex): ReadonlySet<string> {
  return new Set([
    ...index.workloadIndex.workloads.keys(),
    ...index.peerAuthentications.byNamespace.keys(),
  ]);
}

function namespaceKey(
  { peerAuthentications, namespaces }: MeshIndex,
  namespace: string,
): string {
  return [
    peerAuthentications.scopeOf(namespace),
    peerAuthentications.byNamespace.get(namespace),
    namespaces.get(namespace),
  ]
    .map(identityOf)
    .join();
}

/** What every answer depends on. The configuration and what could be read are given anew each time, so by value. */
const generalKey = oncePerIndex((index) => {
  const known = knownSources(index);
  const { rootNamespace } = index.meshConfig;
  const unread = [rootNamespace, ...namespacesOf(index)].flatMap((name) => {
    const of = [
      known.policies(name),
      known.destinationRules(name),
      known.services(name),
      known.pods(name),
    ];
    return of.includes(false) ? [`${name}:${of.map(Number).join("")}`] : [];
  });
  return JSON.stringify([
    index.meshConfig,
    known.meshConfig,
    hasAmbientPods(index),
    injectsByDefault(index),
    identityOf(index.legacyPolicies),
    unread,
  ]);
});
