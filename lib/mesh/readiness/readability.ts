import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { isModeDoubtful } from "@/lib/mesh/legacy/legacy-doubt";
import type { Service } from "@/lib/mesh/objects";
import type { UnreadableCode } from "./service-facts";

/** What of the cluster could be read completely. What could not must never look empty. */
export interface Readability {
  /** false = Istio's defaults are assumed, the root namespace among them. */
  readonly meshConfig: boolean;
  /** false = PeerAuthentications of this namespace (or the mesh) are not known. */
  policies(namespace: string): boolean;
  destinationRules(namespace: string): boolean;
  pods(namespace: string): boolean;
}

/** What could not be read of all that decides about a service and its clients. */
export function unreadableFor(
  index: MeshIndex,
  service: Service,
  clientNamespaces: readonly string[],
  readable: Readability,
): UnreadableCode[] {
  const { namespace } = service;
  const found: UnreadableCode[] = [];
  if (!readable.meshConfig) found.push("mesh-config-unknown");
  if (!readable.policies(namespace)) found.push("policies-unreadable");
  if (!readable.pods(namespace)) found.push("pods-unreadable");
  const places = [namespace, ...clientNamespaces];
  if (!places.every((place) => readable.destinationRules(place))) {
    found.push("rules-unreadable");
  }
  if (isModeDoubtful(index, service)) found.push("legacy-support-unknown");
  return found;
}
