import { resolveHost, serviceHost } from "@/lib/mesh/index/host";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { destinationRuleRef, serviceRef } from "@/lib/mesh/object-ref";
import type { DestinationRule, Service } from "@/lib/mesh/objects";
import type { Finding } from "./finding";
import { saysNothingOfTls } from "./rule-subsets";

/**
 * Rules whose host means no service of this cluster (semantics B1). ServiceEntries are not read, so only
 * hosts that look like a service's own are judged; any other may be the host of a ServiceEntry.
 */
export function ruleHosts(
  index: MeshIndex,
  rules: readonly DestinationRule[],
): Finding[] {
  return rules.flatMap(
    (rule) => literalHost(index, rule) ?? unknownHost(index, rule) ?? [],
  );
}

/** `web.shop` and `web.shop.svc`: short forms that DNS completes and istiod does not. */
function literalHost(index: MeshIndex, rule: DestinationRule): Finding | null {
  const [name = "", namespace = "", ...rest] = rule.host.split(".");
  const isShort =
    namespace !== "" &&
    (rest.length === 0 || (rest.length === 1 && rest[0] === "svc"));
  const service = isShort ? serviceAt(index, namespace, name) : null;
  const { clusterDomain } = index.meshConfig;
  if (service === null) return null;
  const meant = serviceHost(service, clusterDomain);
  if (meant === rule.host) return null;
  return {
    code: "rule-host-is-literal",
    severity: "warning",
    objects: [destinationRuleRef(rule)],
    services: [serviceRef(service)],
    params: { host: rule.host, meant },
  };
}

/** Dead weight; a warning where someone may believe in the TLS that it asks for. */
function unknownHost(index: MeshIndex, rule: DestinationRule): Finding | null {
  const { clusterDomain } = index.meshConfig;
  const host = resolveHost(rule.host, rule.namespace, clusterDomain);
  const suffix = `.svc.${clusterDomain}`;
  if (clusterDomain === "" || !host.endsWith(suffix)) return null;
  const [name = "", namespace = "", ...rest] = host
    .slice(0, -suffix.length)
    .split(".");
  // A wildcard may find services that come later; more labels are pods of headless services.
  if (name === "" || name.startsWith("*") || namespace === "") return null;
  if (rest.length > 0 || serviceAt(index, namespace, name)) return null;
  return {
    code: "rule-host-not-found",
    severity: saysNothingOfTls(rule) ? "info" : "warning",
    objects: [destinationRuleRef(rule)],
    services: [],
    params: { host },
  };
}

function serviceAt(
  index: MeshIndex,
  namespace: string,
  name: string,
): Service | null {
  return index.services.get(`${namespace}/${name}`) ?? null;
}
