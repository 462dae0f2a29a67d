import {
  createKindSource,
  type KindSource,
  type NamespaceNames,
} from "./kind-source";
import type { ReflectorContext } from "./reflector";
import { RESOURCE_KINDS, type ResourceKind } from "./resource-kind";
import { sharedRequests } from "./shared-requests";

/** One source per kind of `RESOURCE_KINDS`. */
export type KindSources = {
  readonly [K in keyof typeof RESOURCE_KINDS]: KindSource<
    (typeof RESOURCE_KINDS)[K] extends ResourceKind<infer T> ? T : never
  >;
};

/** The namespaces come first: the others fall back to them where the whole cluster may not be listed. */
export function createKindSources(
  context: ReflectorContext,
  onChange: () => void,
): KindSources {
  const listeners = new Set<() => void>();
  const discovery = sharedRequests(context.connection);
  const namespaces = createKindSource({
    kind: RESOURCE_KINDS.namespaces,
    context,
    discovery,
    namespaces: NONE,
    onChange: () => {
      onChange();
      for (const listener of listeners) {
        listener();
      }
    },
  });
  const names: NamespaceNames = {
    current: () =>
      namespaces.readable("") || namespaces.objects().length > 0
        ? namespaces.objects().map(({ name }) => name)
        : null,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const of = <T>(kind: ResourceKind<T>) =>
    createKindSource({
      kind,
      context,
      discovery,
      namespaces: names,
      onChange,
    });
  return {
    namespaces,
    services: of(RESOURCE_KINDS.services),
    pods: of(RESOURCE_KINDS.pods),
    replicaSets: of(RESOURCE_KINDS.replicaSets),
    jobs: of(RESOURCE_KINDS.jobs),
    endpointSlices: of(RESOURCE_KINDS.endpointSlices),
    peerAuthentications: of(RESOURCE_KINDS.peerAuthentications),
    destinationRules: of(RESOURCE_KINDS.destinationRules),
    authorizationPolicies: of(RESOURCE_KINDS.authorizationPolicies),
    legacyPolicies: of(RESOURCE_KINDS.legacyPolicies),
    legacyMeshPolicies: of(RESOURCE_KINDS.legacyMeshPolicies),
    nodes: of(RESOURCE_KINDS.nodes),
    telemetries: of(RESOURCE_KINDS.telemetries),
    cronJobs: of(RESOURCE_KINDS.cronJobs),
    mutatingWebhooks: of(RESOURCE_KINDS.mutatingWebhooks),
    validatingWebhooks: of(RESOURCE_KINDS.validatingWebhooks),
    apiServices: of(RESOURCE_KINDS.apiServices),
    customResourceDefinitions: of(RESOURCE_KINDS.customResourceDefinitions),
    ingresses: of(RESOURCE_KINDS.ingresses),
    ingressClasses: of(RESOURCE_KINDS.ingressClasses),
    serviceMonitors: of(RESOURCE_KINDS.serviceMonitors),
    podMonitors: of(RESOURCE_KINDS.podMonitors),
    workloadEntries: of(RESOURCE_KINDS.workloadEntries),
    sidecars: of(RESOURCE_KINDS.sidecars),
  };
}

const NONE: NamespaceNames = {
  current: () => null,
  subscribe: () => () => undefined,
};
