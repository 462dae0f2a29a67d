import { type ClientTls, clientTlsUnder } from "@/lib/mesh/client/client-tls";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { Service, ServicePort } from "@/lib/mesh/objects";
import { clientsOf } from "./clients-by-rule";
import { wholeMesh } from "./mesh-in-view";

/** What sidecars somewhere in the mesh are told to send to a service port: one answer for each rule that some of them find. */
export function clientAnswers(
  index: MeshIndex,
  service: Service,
  port: ServicePort,
): ClientTls[] {
  const mesh = wholeMesh(index);
  return clientsOf(mesh, service).groups.map(({ rule }) =>
    clientTlsUnder(mesh, rule, service, port),
  );
}
