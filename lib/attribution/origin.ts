/** Where an address belongs, at one moment. Several answers mean that nobody can tell which of them it was. */
import type { Pod } from "@/lib/mesh/objects";
import type { AddressBook } from "./address-book";

export interface ClusterAddresses {
  readonly book: AddressBook;
  readonly nodes: readonly NodeAddresses[];
  /** Endpoints of the API server. */
  readonly apiServer: ReadonlySet<string>;
}

export interface NodeAddresses {
  readonly name: string;
  readonly addresses: readonly string[];
  /** Address ranges of its pods, e.g. "10.244.1.0/24"; their first address is mostly the node's own bridge. */
  readonly podRanges: readonly string[];
}

export type Origin =
  | { readonly kind: "pod"; readonly pods: readonly Pod[] }
  /** The node itself: kubelet, a hostNetwork pod, or a caller from outside whose address the node replaced. */
  | {
      readonly kind: "node";
      readonly node: string;
      readonly hostPods: readonly Pod[];
    }
  | { readonly kind: "api-server" }
  /** None that the cluster knows, or knew while we were watching. */
  | { readonly kind: "unknown" };

/** @param atMs null = the log line has no time */
export function originOf(
  addresses: ClusterAddresses,
  ip: string,
  atMs: number | null,
): Origin {
  const holders = addresses.book.holders(ip, atMs);
  const ownPods = holders.filter((pod) => !pod.hostNetwork);
  if (ownPods.length > 0) return { kind: "pod", pods: ownPods };
  // On a control plane node both are true; the API server is the one that calls pods by itself.
  if (addresses.apiServer.has(ip)) return { kind: "api-server" };
  const node =
    addresses.nodes.find(
      (candidate) =>
        candidate.addresses.includes(ip) ||
        candidate.podRanges.some((range) => firstAddress(range) === ip),
    )?.name ?? holders[0]?.nodeName;
  return node === undefined
    ? { kind: "unknown" }
    : { kind: "node", node, hostPods: holders };
}

/** "10.244.1.0/24" → "10.244.1.1"; null for IPv6, where no such habit exists. */
function firstAddress(range: string): string | null {
  const match = /^(\d+\.\d+\.\d+)\.(\d+)\/\d+$/.exec(range);
  return match ? `${match[1]}.${Number(match[2]) + 1}` : null;
}
