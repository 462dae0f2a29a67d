import {
  type ClientTlsOfNamespace,
  isToldOtherwise,
} from "@/lib/mesh/client/client-namespaces";
import { serviceHost } from "@/lib/mesh/index/host";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { peerAuthenticationRef } from "@/lib/mesh/object-ref";
import { type Reason, reason } from "./reason";
import type { ServiceFacts } from "./service-facts";

/** E02, E03, and what auto mTLS gets wrong: clients that are told something else than mutual TLS. */
export function clientConflicts(facts: ServiceFacts): Reason[] {
  return facts.clientTls.flatMap((client) => clientConflict(facts, client));
}

/** E05: clients with auto mTLS infer plaintext from the parents, whatever a workload policy says (semantics B4). */
export function parentDisables(facts: ServiceFacts): Reason[] {
  if (!facts.index.inventory.meshConfig.enableAutoMtls) return [];
  const modes = facts.policy.pods.map(
    (pod) => resolveParentMode(facts.index, pod.namespace).mode,
  );
  if (!modes.includes("DISABLE")) return [];
  const { policy } = resolveParentMode(facts.index, facts.service.namespace);
  return [
    reason("parent-mode-disable", "block", {}, policy === null ? [] : [policy]),
  ];
}

/**
 * E27: a rule of the clients' own namespace ends the search before the service's rule, which asks for
 * mutual TLS, is found. Where they are told mutual TLS all the same, nothing is lost (semantics B2).
 */
export function hiddenRules({
  index,
  service,
  clientTls,
}: ServiceFacts): Reason[] {
  const asking = (
    index.destinationRules.exported
      .get(service.namespace)
      ?.get(serviceHost(service, index.meshConfig.clusterDomain)) ?? []
  ).find(({ trafficPolicy }) => trafficPolicy?.tls === "ISTIO_MUTUAL");
  if (asking === undefined) return [];
  return clientTls.flatMap(({ namespace, sends, foundRule }) =>
    sends !== "mutual_tls" &&
    sends !== "mutual_tls_without_hbone" &&
    foundRule !== null &&
    foundRule.namespace === namespace &&
    namespace !== service.namespace
      ? [
          reason("rule-hidden", "warn", { namespace }, [
            foundRule,
            asking.trafficPolicyFrom ?? asking.rule,
          ]),
        ]
      : [],
  );
}

function clientConflict(
  facts: ServiceFacts,
  client: ClientTlsOfNamespace,
): Reason[] {
  if (!isToldOtherwise(client.sends)) return [];
  const { index, policy } = facts;
  const points = new Set(
    policy.ports.flatMap(({ pods }) =>
      pods.map(({ enforcement }) => enforcement),
    ),
  );
  const { namespace } = client;
  const untunnelled =
    points.has("ztunnel") && index.meshConfig.sidecarsSendHbone !== true;
  if (!untunnelled) return toldOtherwise(facts, client);
  return [
    reason("sidecars-without-hbone", "block", { namespace }),
    ...(points.has("sidecar") && client.sends !== "mutual_tls_without_hbone"
      ? toldOtherwise(facts, client)
      : []),
  ];
}

/** What tells them so, and would have to be changed. */
function toldOtherwise(
  facts: ServiceFacts,
  { namespace, rule }: ClientTlsOfNamespace,
): Reason[] {
  if (rule !== null) {
    const name = `${rule.namespace}/${rule.name}`;
    return [
      reason(
        "destination-rule-not-mutual",
        "block",
        { namespace, rule: name },
        [rule],
      ),
    ];
  }
  if (!facts.index.meshConfig.enableAutoMtls) {
    return [reason("auto-mtls-off", "block", { namespace })];
  }
  // Where policy says DISABLE, plaintext is what auto mTLS rightly chooses; a lock changes both.
  const disabled = facts.policy.ports.some(({ pods }) =>
    pods.some(({ mode }) => mode === "DISABLE"),
  );
  return disabled
    ? []
    : [reason("clients-infer-plaintext", "block", { namespace })];
}

/** The mode that namespace and mesh policies alone give: what clients estimate for a whole service. */
function resolveParentMode(index: MeshIndex, namespace: string) {
  const { namespaces, mesh } = index.peerAuthentications;
  const speaking = [namespaces.get(namespace)?.winner, mesh.winner].find(
    (policy) => policy && policy.mode !== "UNSET",
  );
  return speaking
    ? { mode: speaking.mode, policy: peerAuthenticationRef(speaking) }
    : { mode: "PERMISSIVE" as const, policy: null };
}
