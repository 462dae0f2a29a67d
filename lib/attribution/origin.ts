/** Where an address belongs, at one moment. Several answers mean that nobody can tell which of them it was. */
import type { ObjectRef, Pod } from "@/lib/mesh/objects";
import type { AddressBook } from "./address-book";
import type { NodeAddresses } from "./node-addresses";

export interface ClusterAddresses {
  readonly book: Pick<AddressBook, "holders">;
  readonly nodes: NodeAddresses;
  /** Endpoints of the API server. */
  readonly apiServer: ReadonlySet<string>;
  /** Load balancers and external IPs, with the service they stand before. */
  readonly outer: ReadonlyMap<string, ObjectRef>;
}

export type Origin =
  | { readonly kind: "pod"; readonly pods: readonly Pod[] }
  /** The node itself: kubelet, a hostNetwork pod, or a caller from outside whose address the node replaced. */
  | {
      readonly kind: "node";
      readonly node: string;
      /** An API server answers there, too. */
      readonly apiServer: boolean;
      readonly hostPods: readonly Pod[];
    }
  | { readonly kind: "api-server" }
  /** An address that this service says it has outside: anybody who may write services can say so. */
  | { readonly kind: "load-balancer"; readonly service: ObjectRef }
  | { readonly kind: "unknown"; readonly place: UnknownPlace };

/** "pod-range": of a pod that was gone before we started to watch, or that we may not read. */
export type UnknownPlace = "pod-range" | "outside" | "not-known";

/** @param atMs null = the log line has no time */
export function originOf(
  addresses: ClusterAddresses,
  ip: string,
  atMs: number | null,
): Origin {
  const { nodes } = addresses;
  const holders = addresses.book.holders(ip, atMs);
  const ownPods = holders.filter((pod) => !pod.hostNetwork);
  if (ownPods.length > 0) return { kind: "pod", pods: ownPods };
  const apiServer = addresses.apiServer.has(ip);
  const node = nodes.nodeAt(ip) ?? holders[0]?.nodeName;
  if (node !== undefined) {
    const hostPods =
      holders.length > 0
        ? holders
        : // At the bridge, which speaks for everybody on the node's network.
          nodes
            .addressesOf(node)
            .flatMap((own) => addresses.book.holders(own, atMs));
    return { kind: "node", node, apiServer, hostPods };
  }
  if (apiServer) return { kind: "api-server" };
  const service = addresses.outer.get(ip);
  return service === undefined
    ? { kind: "unknown", place: placeOf(nodes, ip) }
    : { kind: "load-balancer", service };
}

/** Only where every node tells its range can an address be called an outsider's. */
function placeOf(nodes: NodeAddresses, ip: string): UnknownPlace {
  if (nodes.isOfPods(ip)) return "pod-range";
  return nodes.rangesKnown ? "outside" : "not-known";
}
