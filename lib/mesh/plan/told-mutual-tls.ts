import type { ClientSends } from "@/lib/mesh/client/client-namespaces";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { clientPods } from "@/lib/mesh/readiness/client-pods";
import type { Caller } from "@/lib/mesh/traffic/caller";

/**
 * Of callers that were seen in plaintext those whose proxies are told to send mutual TLS by now (semantics B5). What
 * they sent may be from before that, or go around the proxy: telemetry does not tell, so they count as refused.
 *
 * @param after the mesh as it would be
 * @param told what the clients of each namespace would send
 */
export function toldMutualTls(
  after: MeshIndex,
  callers: readonly Caller[],
  told: ReadonlyMap<string, ClientSends>,
): ReadonlySet<Caller> {
  return new Set(
    callers.filter(
      ({ namespace, workload, requests, connections }) =>
        requests.plaintext + connections.plaintext > 0 &&
        namespace !== null &&
        workload !== null &&
        told.get(namespace) === "mutual_tls" &&
        clientPods(after, namespace, workload)?.isMeshed === true,
    ),
  );
}
