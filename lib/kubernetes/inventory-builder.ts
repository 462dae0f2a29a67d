import type { MetricsMonitor } from "@/lib/mesh/metrics-monitor";
import {
  DEFAULT_MESH_CONFIG,
  type Inventory,
  type LegacyPolicy,
  type MeshConfig,
  type OptionalKind,
  type Pod,
} from "@/lib/mesh/objects";
import type { InventoryReading } from "./inventory-source";
import { agreed } from "./istio-release";
import type { KindSource } from "./kind-source";
import type { KindSources } from "./kind-sources";
import type { MeshConfigSource } from "./mesh-config-source";
import { controlPlanes, type Istiod } from "./normalize-pod";
import { resolvePod } from "./workload";

type BuiltParts = Pick<
  InventoryReading,
  "inventory" | "policiesReadable" | "podsReadable" | "destinationRulesReadable"
>;

/** Joins the sources' lists into one Inventory; lists whose source did not change stay the same arrays. */
export function createInventoryBuilder(
  sources: KindSources,
  meshConfigSource: MeshConfigSource,
  trustedNamespaces: ReadonlySet<string>,
): { build(): BuiltParts } {
  const pods = rememberPods(sources);
  const legacyPolicies = rememberLegacy(sources);
  const monitors = rememberMonitors(sources);

  function build(): BuiltParts {
    const meshConfig = toMeshConfig(
      sources,
      meshConfigSource,
      trustedNamespaces,
    );
    const inventory: Inventory = {
      meshConfig,
      namespaces: sources.namespaces.objects(),
      services: sources.services.objects(),
      pods: pods(),
      endpointSlices: sources.endpointSlices.objects(),
      peerAuthentications: sources.peerAuthentications.objects(),
      destinationRules: sources.destinationRules.objects(),
      authorizationPolicies: sources.authorizationPolicies.objects(),
      legacyPolicies: legacyPolicies(),
      nodes: optionalKind(sources.nodes, CLUSTER),
      telemetries: optionalKind(sources.telemetries, namespacesOf(sources)),
      cronJobs: optionalKind(sources.cronJobs, namespacesOf(sources)),
      apiServerCallees: joined([
        optionalKind(sources.mutatingWebhooks, CLUSTER),
        optionalKind(sources.validatingWebhooks, CLUSTER),
        optionalKind(sources.apiServices, CLUSTER),
        optionalKind(sources.customResourceDefinitions, CLUSTER),
      ]),
      ingresses: optionalKind(sources.ingresses, namespacesOf(sources)),
      ingressClasses: optionalKind(sources.ingressClasses, CLUSTER),
      metricsMonitors: monitors(),
      workloadEntries: optionalKind(
        sources.workloadEntries,
        namespacesOf(sources),
      ),
      sidecars: optionalKind(sources.sidecars, namespacesOf(sources)),
    };
    const { rootNamespace } = meshConfig;
    return {
      inventory,
      policiesReadable: (namespace) =>
        arePoliciesReadable(sources, namespace, rootNamespace),
      podsReadable: (namespace) => sources.pods.readable(namespace),
      destinationRulesReadable: (namespace) =>
        [namespace, rootNamespace].every((place) =>
          sources.destinationRules.readable(place),
        ),
    };
  }

  return { build };
}

const CLUSTER: readonly string[] = [""];

function namespacesOf({ namespaces }: KindSources): readonly string[] {
  return namespaces.readable("")
    ? namespaces.objects().map(({ name }) => name)
    : CLUSTER;
}

/** What the server does not have at all is known completely. */
function optionalKind<T>(
  source: KindSource<T>,
  places: readonly string[],
): OptionalKind<T> {
  const unreadIn = source.isAbsent
    ? []
    : places.filter((place) => !source.readable(place));
  const items = source.objects();
  if (unreadIn.length === 0) return { complete: true, items };
  return places === CLUSTER
    ? { complete: false, items }
    : { complete: false, unreadIn, items };
}

function joined<T>(
  kinds: readonly OptionalKind<readonly T[]>[],
): OptionalKind<T> {
  return {
    complete: kinds.every(({ complete }) => complete),
    items: kinds.flatMap(({ items }) => items.flat()),
  };
}

/** One list, and the same one while neither kind changes. */
function rememberMonitors(
  sources: KindSources,
): () => OptionalKind<MetricsMonitor> {
  let seen: readonly unknown[] = [];
  let items: readonly MetricsMonitor[] = [];
  return () => {
    const places = namespacesOf(sources);
    const services = optionalKind(sources.serviceMonitors, places);
    const pods = optionalKind(sources.podMonitors, places);
    if (services.items !== seen[0] || pods.items !== seen[1]) {
      seen = [services.items, pods.items];
      items = [...services.items, ...pods.items];
    }
    return { complete: services.complete && pods.complete, items };
  };
}

/**
 * A kind that is not served has no objects, so it hides none; but when no policy kind is served at all, this is no
 * mesh we can judge.
 */
function arePoliciesReadable(
  sources: KindSources,
  namespace: string,
  rootNamespace: string,
): boolean {
  const kinds = [
    sources.peerAuthentications,
    sources.legacyPolicies,
    sources.legacyMeshPolicies,
  ];
  return (
    kinds.some((kind) => kind.isServed) &&
    [namespace, rootNamespace].every((place) =>
      kinds.every((kind) => kind.isAbsent || kind.readable(place)),
    )
  );
}

function toMeshConfig(
  sources: KindSources,
  meshConfigSource: MeshConfigSource,
  trustedNamespaces: ReadonlySet<string>,
): MeshConfig {
  let clusterDomain: string | null = null;
  const running = controlPlanes(sources.pods.objects(), trustedNamespaces);
  for (const { istiod } of running) {
    clusterDomain ??= istiod.clusterDomain;
  }
  const { autoMtlsUnset, ...stated } = meshConfigSource.current() ?? {};
  const enforcesLegacyPolicies = legacyPoliciesEnforced(
    sources,
    running.map(({ istiod }) => istiod),
  );
  const lacksPeerAuthentication =
    enforcesLegacyPolicies === true && sources.peerAuthentications.isAbsent;
  return {
    ...DEFAULT_MESH_CONFIG,
    ...stated,
    ...(clusterDomain === null ? {} : { clusterDomain }),
    enforcesLegacyPolicies,
    sidecarsSendHbone:
      agreed(running.map(({ istiod }) => istiod.sendsHbone)) ?? "unknown",
    ...(lacksPeerAuthentication ? { lacksPeerAuthentication } : {}),
    // Off unless asked for before Istio 1.5 (semantics B4).
    ...(lacksPeerAuthentication && autoMtlsUnset
      ? { enableAutoMtls: false }
      : {}),
  };
}

/**
 * Whether Policy and MeshPolicy count (semantics C). The CRDs of Istio 1.5 stay behind after an upgrade,
 * so where both APIs are served only the control planes themselves can say; "unknown" where they do not.
 * Where PeerAuthentication is missing, and nothing says otherwise, it is Istio 1.4 or older.
 */
export function legacyPoliciesEnforced(
  served: {
    readonly peerAuthentications: { readonly isAbsent: boolean };
    readonly legacyPolicies: { readonly isServed: boolean };
    readonly legacyMeshPolicies: { readonly isServed: boolean };
  },
  running: readonly Pick<Istiod, "obeysLegacyPolicies">[],
): boolean | "unknown" {
  if (!served.legacyPolicies.isServed && !served.legacyMeshPolicies.isServed) {
    return false;
  }
  const said = agreed(running.map((istiod) => istiod.obeysLegacyPolicies));
  return said ?? (served.peerAuthentications.isAbsent || "unknown");
}

function rememberPods(sources: KindSources): () => readonly Pod[] {
  let seen: readonly unknown[] = [];
  let byKey = new Map<string, Pod>();
  let list: readonly Pod[] = [];
  return () => {
    const records = sources.pods.byKey();
    const owners = {
      replicaSets: sources.replicaSets.byKey(),
      jobs: sources.jobs.byKey(),
    };
    const now = [records, owners.replicaSets, owners.jobs];
    if (now.some((map, at) => map !== seen[at])) {
      const next = new Map<string, Pod>();
      for (const [key, record] of records) {
        next.set(key, resolvePod(record, owners, byKey.get(key)));
      }
      seen = now;
      byKey = next;
      list = [...next.values()];
    }
    return list;
  };
}

function rememberLegacy(sources: KindSources): () => readonly LegacyPolicy[] {
  let seen: readonly unknown[] = [];
  let list: readonly LegacyPolicy[] = [];
  return () => {
    const policies = sources.legacyPolicies.objects();
    const meshPolicies = sources.legacyMeshPolicies.objects();
    if (policies !== seen[0] || meshPolicies !== seen[1]) {
      seen = [policies, meshPolicies];
      list = [...meshPolicies, ...policies];
    }
    return list;
  };
}
