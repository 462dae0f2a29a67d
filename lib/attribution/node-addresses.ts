import { BlockList, isIP } from "node:net";
import type { ClusterNode } from "@/lib/mesh/objects";

/** The nodes, arranged once for many thousand questions. */
export interface NodeAddresses {
  /** The node with this address, or with it on the bridge to its pods. */
  nodeAt(ip: string): string | undefined;
  /** Its own, which pods on its network share; empty where the node is not known. */
  addressesOf(node: string): readonly string[];
  isOfPods(ip: string): boolean;
  /** Every node tells where its pods get their addresses from. */
  readonly rangesKnown: boolean;
}

export function nodeAddresses(nodes: readonly ClusterNode[]): NodeAddresses {
  const names = new Map<string, string>();
  const own = new Map(nodes.map(({ name, addresses }) => [name, addresses]));
  const ranges = new BlockList();
  for (const { name, addresses, podRanges } of nodes) {
    for (const range of podRanges) {
      addRange(ranges, range);
      const bridge = firstAddress(range);
      if (bridge !== null) names.set(bridge, name);
    }
    for (const address of addresses) names.set(address, name);
  }
  return {
    nodeAt: (ip) => names.get(ip),
    addressesOf: (node) => own.get(node) ?? [],
    isOfPods: (ip) => {
      const family = familyOf(ip);
      return family !== null && ranges.check(ip, family);
    },
    rangesKnown:
      nodes.length > 0 && nodes.every(({ podRanges }) => podRanges.length > 0),
  };
}

/** A range that cannot be read holds nothing. */
function addRange(list: BlockList, range: string): void {
  const [network = "", prefix = ""] = range.split("/");
  const family = familyOf(network);
  const bits = Number(prefix);
  if (family === null || !/^\d{1,3}$/.test(prefix)) return;
  if (bits > (family === "ipv4" ? 32 : 128)) return;
  list.addSubnet(network, bits, family);
}

function familyOf(ip: string): "ipv4" | "ipv6" | null {
  const version = isIP(ip);
  return version === 0 ? null : version === 4 ? "ipv4" : "ipv6";
}

/** "10.244.1.0/24" → "10.244.1.1", mostly the node's own bridge. null for IPv6, where no such habit exists. */
function firstAddress(range: string): string | null {
  const match = /^(\d+\.\d+\.\d+)\.(\d+)\/\d+$/.exec(range);
  return match ? `${match[1]}.${Number(match[2]) + 1}` : null;
}
