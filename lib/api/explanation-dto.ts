import "server-only";
import { sidecarNamespaces } from "@/lib/mesh/client/client-namespaces";
import { explainService } from "@/lib/mesh/explanation/explain-service";
import type { PortExplanation } from "@/lib/mesh/explanation/explanation";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { Service } from "@/lib/mesh/objects";
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
  const explained = remembered(index, service);
  const ports = explained.slice(0, MAX_EXPLAINED_PORTS);
  return {
    ...asked,
    // A rule may bind the clients of any namespace with sidecars.
    unreadable: unreadableFor(
      index,
      service,
      [...sidecarNamespaces(index)],
      readable,
    ),
    ports: ports.map((port) => ({
      ...port,
      clients: port.clients.slice(0, MAX_EXPLAINED_CLIENTS),
    })),
    sharesPodsWith: servicesOfSamePods(index, service),
    leftOut: {
      ports: Math.max(
        explained.length - ports.length,
        service.ports.length - MAX_EXPLAINED_PORTS,
      ),
      clients: ports.reduce(
        (sum, { clients, clientsLeftOut }) =>
          sum +
          clientsLeftOut +
          Math.max(0, clients.length - MAX_EXPLAINED_CLIENTS),
        0,
      ),
    },
  };
}

/** An index never changes, and every open panel asks anew with each version of the snapshot. */
const answers = new WeakMap<
  MeshIndex,
  Map<Service, readonly PortExplanation[]>
>();

function remembered(
  index: MeshIndex,
  service: Service,
): readonly PortExplanation[] {
  const known = answers.get(index) ?? new Map();
  answers.set(index, known);
  const answer =
    known.get(service) ?? explainService(index, service, MAX_EXPLAINED_PORTS);
  known.set(service, answer);
  return answer;
}

function servicesOfSamePods(
  index: MeshIndex,
  service: Service,
): ServiceExplanation["sharesPodsWith"] {
  const others = new Map(
    index
      .backendsOf(service)
      .pods.flatMap(({ pod }) => index.servicesOf(pod))
      .filter(({ name }) => name !== service.name)
      .map(({ namespace, name }) => [name, { namespace, name }]),
  );
  return [...others.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
