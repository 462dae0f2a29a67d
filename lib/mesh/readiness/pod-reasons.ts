import type { DestinationRule, Pod } from "@/lib/mesh/objects";
import { ambientIntended } from "@/lib/mesh/server/injection";
import {
  acceptsHbone,
  isExcludedInboundPort,
  proxyShape,
  tlsModeLabel,
} from "@/lib/mesh/server/proxy";
import { type Reason, reason, someNames } from "./reason";
import type { ServiceFacts } from "./service-facts";

/**
 * E10: a probe of the application itself, through the proxy. Injection writes probes anew so that they
 * reach the agent; one that still names the application's port was left as it is, whatever switch was used.
 */
export function unwrittenProbes({ policy }: ServiceFacts): Reason[] {
  const probed = sidecarPods(policy.pods).flatMap((pod) =>
    (pod.probes ?? []).flatMap(({ by, port }) =>
      port !== null && isExcludedInboundPort(pod, port)
        ? []
        : [`${pod.workload.name}:${port ?? "?"} (${by})`],
    ),
  );
  return listed("probes-not-rewritten", "block", "probes", probed);
}

/**
 * E11: only a warning, because it says that somebody may scrape. One who does is counted as plaintext
 * and blocks by that. Merged metrics are announced on the agent's port.
 */
export function plaintextScraping({ policy }: ServiceFacts): Reason[] {
  const ports = sidecarPods(policy.pods).flatMap((pod) => {
    if (pod.annotations["prometheus.io/scrape"] !== "true") return [];
    const port = Number(pod.annotations["prometheus.io/port"] ?? Number.NaN);
    return isExcludedInboundPort(pod, port)
      ? []
      : [`${pod.workload.name}:${Number.isNaN(port) ? "?" : port}`];
  });
  return listed("scraped-in-plaintext", "warn", "ports", ports);
}

/** E12: STRICT protects nothing there, and nothing counts what arrives. */
export function excludedPorts({ policy }: ServiceFacts): Reason[] {
  const ports = policy.ports.flatMap(({ pods }) =>
    pods
      .filter(
        ({ pod, targetPort }) =>
          proxyShape(pod) === "sidecar" &&
          isExcludedInboundPort(pod, targetPort),
      )
      .map(({ pod, targetPort }) => `${pod.workload.name}:${targetPort}`),
  );
  return listed("ports-excluded", "warn", "ports", ports);
}

/** E09: one setting serves all endpoints, so a single one without the label puts all into plaintext. */
export function mixedEndpoints({
  index,
  service,
  policy,
  clientTls,
}: ServiceFacts): Reason[] {
  const without = policy.pods.filter((pod) => tlsModeLabel(pod) !== "istio");
  if (without.length === 0 || without.length === policy.pods.length) return [];
  const passing = passthroughRules(index.inventory.destinationRules);
  const passes = clientTls.some(
    ({ foundRule }) =>
      foundRule !== null &&
      passing.has(`${foundRule.namespace}/${foundRule.name}`),
  );
  return !service.headless && !passes
    ? []
    : [
        reason("mixed-endpoints", "warn", {
          without: without.length,
          pods: policy.pods.length,
        }),
      ];
}

/** Found once per list of rules: every service asks. */
const passthrough = new WeakMap<
  readonly DestinationRule[],
  ReadonlySet<string>
>();

/** Names ("ns/name") of the rules that let clients through to the address they asked for. */
function passthroughRules(
  rules: readonly DestinationRule[],
): ReadonlySet<string> {
  const known = passthrough.get(rules);
  if (known !== undefined) return known;
  const found = new Set(
    rules
      .filter(({ trafficPolicy }) => trafficPolicy?.passthrough === true)
      .map(({ namespace, name }) => `${namespace}/${name}`),
  );
  passthrough.set(rules, found);
  return found;
}

/** E22: intent and state differ; until they agree nothing enforces there. */
export function notYetAmbient({ index, policy }: ServiceFacts): Reason[] {
  const waiting = policy.pods.filter(
    (pod) =>
      proxyShape(pod) === "none" &&
      ambientIntended(pod, index.namespaces.get(pod.namespace) ?? null),
  );
  return counted("ambient-not-redirected", waiting, policy.pods);
}

/** E23: only servers that were built for it obey, and the cluster does not show which are. */
export function proxylessGrpc({ policy }: ServiceFacts): Reason[] {
  const found = policy.pods.filter(
    (pod) => proxyShape(pod) === "proxyless-grpc",
  );
  return counted("proxyless-grpc", found, policy.pods);
}

/** E28: ztunnel uses HBONE only where a pod says that it takes it (semantics B5, note 4). */
export function ambientClients({
  policy,
  surroundings,
}: ServiceFacts): Reason[] {
  if (!surroundings.hasAmbientPods) return [];
  const found = sidecarPods(policy.pods).filter((pod) => !acceptsHbone(pod));
  return counted("ambient-clients-in-plaintext", found, policy.pods);
}

function sidecarPods(pods: readonly Pod[]): Pod[] {
  return pods.filter((pod) => proxyShape(pod) === "sidecar");
}

function listed(
  code: Reason["code"],
  level: Reason["level"],
  param: "probes" | "ports",
  names: readonly string[],
): Reason[] {
  const distinct = [...new Set(names)].sort();
  return distinct.length === 0
    ? []
    : [reason(code, level, { [param]: someNames(distinct) })];
}

function counted(
  code: Reason["code"],
  found: readonly Pod[],
  all: readonly Pod[],
): Reason[] {
  return found.length === 0
    ? []
    : [reason(code, "warn", { found: found.length, pods: all.length })];
}
