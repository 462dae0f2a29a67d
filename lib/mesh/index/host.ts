/**
 * Host names of DestinationRules (semantics B1). A leading `*` is a suffix match on characters, not on
 * DNS labels: `*foo.com` covers `barfoo.com`, and `*.foo.com` does not cover `foo.com`. Case matters.
 * Source: istio pkg/config/host and ResolveShortnameToFQDN.
 */

/**
 * The full host a rule in `namespace` means. Anything with a dot is literal, so `web.ns1` means no
 * Kubernetes service; `*` and IP addresses stay as they are. An empty part is left out.
 */
export function resolveHost(
  host: string,
  namespace: string,
  clusterDomain: string,
): string {
  if (host === "" || host === "*" || host.includes(".") || isIpv6(host)) {
    return host;
  }
  const withNamespace = namespace === "" ? host : `${host}.${namespace}`;
  return clusterDomain === ""
    ? withNamespace
    : `${withNamespace}.svc.${clusterDomain}`;
}

/** The host that meshed clients know a Kubernetes service by. */
export function serviceHost(
  service: { readonly name: string; readonly namespace: string },
  clusterDomain: string,
): string {
  return `${service.name}.${service.namespace}.svc.${clusterDomain}`;
}

export function isWildcardHost(host: string): boolean {
  return host.startsWith("*");
}

/** True when some name is covered by both. */
export function hostsOverlap(a: string, b: string): boolean {
  if (isWildcardHost(a) && isWildcardHost(b)) {
    const [tailA, tailB] = [a.slice(1), b.slice(1)];
    return tailA.endsWith(tailB) || tailB.endsWith(tailA);
  }
  return hostSubsetOf(a, b) || hostSubsetOf(b, a);
}

/** True when every name that `a` covers is covered by `b` too. */
export function hostSubsetOf(a: string, b: string): boolean {
  if (!isWildcardHost(b)) return a === b;
  if (!isWildcardHost(a)) return a.endsWith(b.slice(1));
  return a.slice(1).endsWith(b.slice(1));
}

/** Among `hosts`, the one that wins for `host`: itself if present, else the longest wildcard that covers it. */
export function mostSpecificHost(
  host: string,
  hosts: Iterable<string>,
): string | null {
  return new HostMap([...hosts].map((name) => [name, name])).get(host);
}

/**
 * Values by rule host, looked up by service host; an exact host beats every wildcard, then the longest
 * wildcard wins. A look-up costs as many steps as there are different wildcard lengths.
 */
export class HostMap<T> {
  private readonly byHost: ReadonlyMap<string, T>;
  private readonly wildcardLengths: readonly number[];

  constructor(entries: Iterable<readonly [string, T]>) {
    this.byHost = new Map(entries);
    const lengths = new Set<number>();
    for (const host of this.byHost.keys()) {
      if (isWildcardHost(host)) lengths.add(host.length - 1);
    }
    this.wildcardLengths = [...lengths].sort((a, b) => b - a);
  }

  get(host: string): T | null {
    const exact = this.byHost.get(host);
    if (exact !== undefined) return exact;
    for (const wildcard of this.wildcardsOver(host)) {
      const found = this.byHost.get(wildcard);
      if (found !== undefined) return found;
    }
    return null;
  }

  /** The values of every host that covers this one, a full name; in no order that means anything. */
  covering(host: string): T[] {
    const exact = this.byHost.get(host);
    const found = exact === undefined ? [] : [exact];
    for (const wildcard of this.wildcardsOver(host)) {
      const value = this.byHost.get(wildcard);
      if (value !== undefined) found.push(value);
    }
    return found;
  }

  hosts(): Iterable<string> {
    return this.byHost.keys();
  }

  /** The longest first. */
  private wildcardsOver(host: string): string[] {
    const tail = isWildcardHost(host) ? host.slice(1) : host;
    return this.wildcardLengths
      .filter((length) => length <= tail.length)
      .map((length) => `*${tail.slice(tail.length - length)}`);
  }
}

/** IPv4 addresses have dots and never come here. */
function isIpv6(host: string): boolean {
  return /^[0-9a-fA-F:]*:[0-9a-fA-F:]*:[0-9a-fA-F:]*$/.test(host);
}
