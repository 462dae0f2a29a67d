import {
  type ClientTlsOfNamespace,
  clientTlsByNamespace,
  isToldOtherwise,
} from "@/lib/mesh/client/client-namespaces";
import { serviceHost } from "@/lib/mesh/index/host";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { Labels } from "@/lib/mesh/objects";
import { resolveServerMode } from "@/lib/mesh/server/server-mode";
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
    (pod) => parentMode(facts.index, pod.namespace).mode,
  );
  if (!modes.includes("DISABLE")) return [];
  const { decidedBy } = parentMode(facts.index, facts.service.namespace);
  return [
    reason("parent-mode-disable", "block", {}, decidedBy ? [decidedBy] : []),
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
  return infersWrongly(facts, namespace)
    ? [reason("clients-infer-plaintext", "block", { namespace })]
    : [];
}

/** Where policy says DISABLE, plaintext is what auto mTLS rightly chooses, and a lock changes both. */
function infersWrongly(
  { index, service, policy }: ServiceFacts,
  namespace: string,
): boolean {
  const ports = policy.ports
    .map((port) => ({
      ...port,
      pods: port.pods.filter(({ mode }) => mode !== "DISABLE"),
    }))
    .filter(({ pods }) => pods.length > 0);
  const open = { ...service, ports: ports.map((port) => port.servicePort) };
  return clientTlsByNamespace(index, open, { ...policy, ports }, [
    namespace,
  ]).some(({ sends }) => isToldOtherwise(sends));
}

/** What namespace and mesh policies alone give: no workload policy fits a workload without labels. */
function parentMode(index: MeshIndex, namespace: string) {
  return resolveServerMode(index, { namespace, labels: NO_LABELS });
}

const NO_LABELS: Labels = {};
