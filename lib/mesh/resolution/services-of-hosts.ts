import { isWildcardHost, serviceHost } from "@/lib/mesh/index/host";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";

/**
 * Services, as `namespace/name`, whose host one of these covers (semantics B1). An exact host names its
 * service and `*.namespace.svc.domain` its namespace; only other wildcards have to be tried on all.
 */
export function servicesOfHosts(
  index: MeshIndex,
  hosts: readonly string[],
): ReadonlySet<string> {
  const { clusterDomain } = index.meshConfig;
  const found = new Set<string>();
  const tails = new Set<string>();
  for (const host of hosts) {
    if (!isWildcardHost(host)) addExact(index, host, found);
    else if (!addNamespace(index, host, found)) tails.add(host.slice(1));
  }
  if (tails.size === 0) return found;
  for (const [key, service] of index.services) {
    const host = serviceHost(service, clusterDomain);
    for (const tail of tails) {
      if (host.endsWith(tail)) found.add(key);
    }
  }
  return found;
}

/** `name.namespace.svc.domain`: neither name nor namespace has a dot. */
function addExact(index: MeshIndex, host: string, found: Set<string>): void {
  const [name, namespace] = host.split(".");
  const key = `${namespace}/${name}`;
  const service = index.services.get(key);
  if (
    service !== undefined &&
    serviceHost(service, index.meshConfig.clusterDomain) === host
  ) {
    found.add(key);
  }
}

/** @returns false where the wildcard is not about exactly one namespace */
function addNamespace(
  index: MeshIndex,
  host: string,
  found: Set<string>,
): boolean {
  const suffix = `.svc.${index.meshConfig.clusterDomain}`;
  if (!host.startsWith("*.") || !host.endsWith(suffix)) return false;
  const namespace = host.slice("*.".length, -suffix.length);
  if (namespace === "" || namespace.includes(".")) return false;
  const inside = index.workloadIndex.workloads.get(namespace)?.services ?? [];
  for (const { name } of inside) found.add(`${namespace}/${name}`);
  return true;
}
