import { serviceRef } from "@/lib/mesh/object-ref";
import type { Inventory, ObjectRef } from "@/lib/mesh/objects";
import type { AddressBook } from "./address-book";
import { nodeAddresses } from "./node-addresses";
import type { ClusterAddresses } from "./origin";

/** Every address that the cluster itself speaks of, next to those of its pods. */
export function clusterAddresses(
  { nodes, endpointSlices, services }: Inventory,
  book: AddressBook,
): ClusterAddresses {
  const apiServer = new Set(
    endpointSlices
      .filter(
        ({ namespace, serviceName }) =>
          namespace === "default" && serviceName === "kubernetes",
      )
      .flatMap(({ endpoints }) =>
        endpoints.flatMap(({ addresses }) => addresses),
      ),
  );
  const outer = new Map<string, ObjectRef>(
    services.flatMap((service) =>
      (service.outerAddresses ?? []).map(
        (address) => [address, serviceRef(service)] as const,
      ),
    ),
  );
  return { book, nodes: nodeAddresses(nodes?.items ?? []), apiServer, outer };
}
