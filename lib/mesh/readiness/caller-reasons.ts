import type { Caller, TrafficCaller } from "@/lib/mesh/traffic/caller";
import { type ClientPods, clientPods } from "./client-pods";
import { type Reason, reason, someNames } from "./reason";
import type { ServiceFacts } from "./service-facts";

/** E15, E17, E24: what those who were seen calling say about themselves. */
export function callerReasons(facts: ServiceFacts): Reason[] {
  return [
    ...bypassingCallers(facts),
    ...foreignTrustDomains(facts),
    ...gatewayCallers(facts),
  ];
}

/** What is known of the pods of a caller; null where telemetry has no name for it, or nothing runs under it. */
function podsOfCaller(
  index: ServiceFacts["index"],
  { namespace, workload }: TrafficCaller,
): ClientPods | null {
  return namespace === null || workload === null
    ? null
    : clientPods(index, namespace, workload);
}

/** E24: their calls may reach this service without ever passing their proxy. */
function bypassingCallers({ index, service, policy, callers }: ServiceFacts) {
  const ports = new Set([
    ...service.ports.map(({ port }) => port),
    ...policy.ports.flatMap(({ pods }) => pods.map((pod) => pod.targetPort)),
  ]);
  const names = callers.filter((caller) => {
    const pods = podsOfCaller(index, caller);
    return (
      pods !== null &&
      (pods.skipsProxy || pods.excludedPorts.some((port) => ports.has(port)))
    );
  });
  return named("clients-bypass-proxy", "warn", names);
}

/** E17: a handshake with certificates of another root fails once both sides must show one. */
function foreignTrustDomains({ index, callers }: ServiceFacts): Reason[] {
  const { trustDomain, trustDomainAliases = [] } = index.meshConfig;
  const own = new Set([trustDomain, ...trustDomainAliases]);
  const foreign = callers.flatMap(({ principal }) => {
    const domain = /^(?:spiffe:\/\/)?([^/]+)\/ns\//.exec(principal ?? "")?.[1];
    return domain === undefined || own.has(domain) ? [] : [domain];
  });
  return foreign.length === 0
    ? []
    : [
        reason("foreign-trust-domain", "warn", {
          domains: someNames([...new Set(foreign)].sort()),
          callers: foreign.length,
          own: trustDomain,
        }),
      ];
}

/** E15: they are clients of the mesh like any other. */
function gatewayCallers({ index, callers }: ServiceFacts): Reason[] {
  const gateways = callers.filter(
    (caller) =>
      caller.requests.plaintext + caller.connections.plaintext === 0 &&
      podsOfCaller(index, caller)?.isGateway === true,
  );
  return named("gateway-callers", "info", gateways);
}

function named(
  code: Reason["code"],
  level: Reason["level"],
  callers: readonly Caller[],
): Reason[] {
  const names = callers.map(
    ({ namespace, workload }) => `${namespace}/${workload}`,
  );
  return names.length === 0
    ? []
    : [reason(code, level, { callers: names.length, named: someNames(names) })];
}
