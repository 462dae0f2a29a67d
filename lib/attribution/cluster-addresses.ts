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
      // API servers keep this one object themselves, and write it anew whenever somebody changes it; slices of
      // other names may carry the label too. Source: kubernetes pkg/controlplane/reconcilers.
      .filter(
        ({ namespace, name, serviceName }) =>
          namespace === "default" &&
          name === "kubernetes" &&
          serviceName === "kubernetes",
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
