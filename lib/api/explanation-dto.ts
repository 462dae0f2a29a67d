import "server-only";
import { sidecarNamespaces } from "@/lib/mesh/client/client-namespaces";
import { explainService } from "@/lib/mesh/explanation/explain-service";
import { unreadableFor } from "@/lib/mesh/readiness/readability";
import type { MeshReading } from "@/lib/snapshot/mesh-reading";
import {
  MAX_EXPLAINED_CLIENTS,
  MAX_EXPLAINED_PORTS,
  type ServiceExplanation,
} from "./explanation-contract";
import { ApiProblem } from "./problem";

/**
 * Explains one service of a mesh, with what could not be read beside it: a chain that lacks an unread
 * policy must not look like a fact.
 * @throws ApiProblem "service-unknown" where the mesh has no such service
 */
export function toServiceExplanation(
  asked: { readonly namespace: string; readonly service: string },
  reading: Pick<MeshReading, "index" | "readable">,
): ServiceExplanation {
  const { index, readable } = reading;
  const service = index.services.get(`${asked.namespace}/${asked.service}`);
  if (!service) {
    throw new ApiProblem(
      "service-unknown",
      `There is no service ${asked.service} in the namespace ${asked.namespace}.`,
      "Reload the matrix; it may have been renamed or removed.",
    );
  }
  const explained = explainService(index, service);
  const ports = explained.slice(0, MAX_EXPLAINED_PORTS);
  return {
    ...asked,
    // A rule may bind the clients of any namespace with sidecars.
    unreadable: unreadableFor(service, [...sidecarNamespaces(index)], readable),
    ports: ports.map((port) => ({
      ...port,
      clients: port.clients.slice(0, MAX_EXPLAINED_CLIENTS),
    })),
    leftOut: {
      ports: explained.length - ports.length,
      clients: ports.reduce(
        (sum, { clients }) =>
          sum + Math.max(0, clients.length - MAX_EXPLAINED_CLIENTS),
        0,
      ),
    },
  };
}
