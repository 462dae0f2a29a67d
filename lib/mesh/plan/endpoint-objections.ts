import { endpointOutcomes } from "@/lib/mesh/client/endpoint-outcomes";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { Service } from "@/lib/mesh/objects";
import { type Reason, reason } from "@/lib/mesh/readiness/reason";

/**
 * The law run on every call a sidecar of these namespaces can make to the service, before and after the
 * change: whether such calls were ever seen does not matter. What fails today is not the change's doing.
 */
export function endpointObjections(
  before: MeshIndex,
  after: MeshIndex,
  service: Service,
  namespaces: readonly string[],
): Reason[] {
  return namespaces.flatMap((namespace) => {
    const now = endpointOutcomes(before, service, namespace);
    const breaks = [...endpointOutcomes(after, service, namespace)].some(
      ([call, { result }]) =>
        result === "fails" && now.get(call)?.result !== "fails",
    );
    return breaks ? [reason("calls-would-fail", "block", { namespace })] : [];
  });
}
