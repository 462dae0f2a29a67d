/**
 * Everything resolved: for every service what its ports accept, pod by pod, and what the clients of each
 * namespace are told to send.
 *
 *   index, resolution before ─▶ reach of what changed ─▶ resolve what was reached, keep the rest
 */
import {
  type ClientTlsOfNamespace,
  type ClientTlsOfService,
  clientTlsOfService,
  sidecarNamespaces,
} from "@/lib/mesh/client/client-namespaces";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { Service } from "@/lib/mesh/objects";
import {
  resolveService,
  type ServiceVerdict,
} from "@/lib/mesh/server/service-mode";
import { reachOfChange } from "./reach";

export interface MeshResolution {
  readonly index: MeshIndex;
  /** Namespaces whose clients can be told anything, by name; the same object while they stay the same. */
  readonly sidecarNamespaces: ReadonlySet<string>;
  /** By `namespace/name`, in that order. What no change reached stays the same object. */
  readonly services: ReadonlyMap<string, ResolvedService>;
}

export interface ResolvedService {
  readonly service: Service;
  readonly verdict: ServiceVerdict;
  readonly clients: ClientTlsOfService;
}

/**
 * Costs one look at every service, and the resolving of those that a change can have reached.
 * @param previous any earlier resolution, best of the index that this one was made from; it is read and never
 * changed, and the answers do not depend on it
 */
export function resolveMesh(
  index: MeshIndex,
  previous: MeshResolution | null = null,
): MeshResolution {
  const sidecars = keepEqual(
    previous?.sidecarNamespaces,
    sidecarNamespaces(index),
  );
  const reach =
    previous === null
      ? "everything"
      : reachOfChange(
          previous.index,
          index,
          previous.sidecarNamespaces,
          sidecars,
        );
  return {
    index,
    sidecarNamespaces: sidecars,
    services:
      previous === null || reach === "everything"
        ? resolveAll(index, sidecars)
        : resolveReached(index, sidecars, previous, reach),
  };
}

function resolveAll(
  index: MeshIndex,
  sidecars: ReadonlySet<string>,
): ReadonlyMap<string, ResolvedService> {
  const services = new Map<string, ResolvedService>();
  for (const [key, service] of index.services) {
    services.set(key, resolve(index, service, sidecars));
  }
  return services;
}

function resolveReached(
  index: MeshIndex,
  sidecars: ReadonlySet<string>,
  previous: MeshResolution,
  reached: ReadonlySet<string>,
): ReadonlyMap<string, ResolvedService> {
  const isSameList = index.services === previous.index.services;
  // A copy keeps the order, and costs less than asking for every service.
  const services = new Map(isSameList ? previous.services : null);
  for (const key of isSameList ? reached : index.services.keys()) {
    const service = index.services.get(key);
    if (service === undefined) continue;
    const known = reached.has(key) ? undefined : previous.services.get(key);
    services.set(key, known ?? resolve(index, service, sidecars));
  }
  return services;
}

/** What the clients of one namespace are told; null = it has no sidecar, so nobody is told anything. */
export function clientTlsOf(
  resolution: MeshResolution,
  { clients }: ResolvedService,
  namespace: string,
): ClientTlsOfNamespace | null {
  if (!resolution.sidecarNamespaces.has(namespace)) return null;
  return (
    clients.distinct.find((client) => client.namespace === namespace) ?? {
      namespace,
      ...clients.ordinary,
    }
  );
}

function resolve(
  index: MeshIndex,
  service: Service,
  sidecars: ReadonlySet<string>,
): ResolvedService {
  const verdict = resolveService(index, service);
  return {
    service,
    verdict,
    clients: clientTlsOfService(index, service, verdict, sidecars),
  };
}

function keepEqual(
  before: ReadonlySet<string> | undefined,
  after: ReadonlySet<string>,
): ReadonlySet<string> {
  const isEqual =
    before?.size === after.size && [...after].every((name) => before.has(name));
  return before !== undefined && isEqual ? before : after;
}
