import type { ClientTlsOfNamespace } from "@/lib/mesh/client/client-namespaces";
import { resolveHost, serviceHost } from "@/lib/mesh/index/host";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { freeName } from "@/lib/mesh/object-name";
import { destinationRuleRef, refKey } from "@/lib/mesh/object-ref";
import type { DestinationRule, ObjectRef, Service } from "@/lib/mesh/objects";
import { changeRecord } from "@/lib/mesh/ownership";
import type { PolicyChange } from "./policy-change";

/**
 * The changes after which every meshed client of the service sends Istio mutual TLS.
 *
 * A rule that names the service is edited where it stands. A broader rule is left alone: an exact
 * host beats every wildcard of the same namespace, so an exact rule beside it is enough and changes
 * nothing for other services (semantics B1, B2).
 */
export function planMutualTls(
  index: MeshIndex,
  service: Service,
  clientTls: readonly ClientTlsOfNamespace[],
): PolicyChange[] {
  const host = serviceHost(service, index.meshConfig.clusterDomain);
  const changes = new Map<string, PolicyChange>();
  for (const { sends, foundRule: ref } of clientTls) {
    if (sends !== "plaintext" && sends !== "tls") continue;
    const rule = ref && findRule(index, ref);
    if (rule && resolvesTo(index, rule) === host) {
      const exact = destinationRuleRef(rule);
      changes.set(refKey(exact), { verb: "edit-rule", ref: exact });
    } else {
      const namespace = rule?.namespace ?? service.namespace;
      changes.set(`create/${namespace}`, {
        verb: "create-rule",
        host,
        ref: newRuleRef(index, service, namespace),
      });
    }
  }
  return [...changes.values()];
}

/** Back to what stood before our DestinationRules for this service. */
export function planUndoMutualTls(
  index: MeshIndex,
  service: Service,
): PolicyChange[] {
  const own = `${service.namespace}/${service.name}`;
  return index.inventory.destinationRules.flatMap((rule): PolicyChange[] => {
    const record = changeRecord(rule);
    const fits =
      resolvesTo(index, rule) ===
      serviceHost(service, index.meshConfig.clusterDomain);
    return record?.action === "require-mutual-tls" &&
      record.service === own &&
      fits
      ? [{ verb: "restore", ref: destinationRuleRef(rule), record }]
      : [];
  });
}

function resolvesTo(index: MeshIndex, rule: DestinationRule): string {
  const { clusterDomain } = index.meshConfig;
  return resolveHost(rule.host, rule.namespace, clusterDomain);
}

function findRule(index: MeshIndex, ref: ObjectRef): DestinationRule | null {
  return (
    index.inventory.destinationRules.find(
      ({ namespace, name }) => namespace === ref.namespace && name === ref.name,
    ) ?? null
  );
}

function newRuleRef(
  index: MeshIndex,
  service: Service,
  namespace: string,
): ObjectRef {
  const name =
    namespace === service.namespace
      ? `${service.name}-mtls`
      : `${service.name}-${service.namespace}-mtls`;
  return {
    kind: "DestinationRule",
    namespace,
    name: freeName(name, index.inventory.destinationRules, namespace),
  };
}
