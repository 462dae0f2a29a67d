/**
 * What the meshed clients of each namespace are told to send to a service, folded over its ports
 * to the worst of them: one plaintext port is enough to be refused by STRICT.
 */
import {
  type ConsolidatedRule,
  destinationRuleCandidates,
  distinctClientNamespaces,
  pickRule,
} from "@/lib/mesh/index/destination-rule";
import { serviceHost } from "@/lib/mesh/index/host";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { Labels, ObjectRef, Pod, Service } from "@/lib/mesh/objects";
import {
  acceptsHbone,
  isWaypoint,
  outboundProxy,
} from "@/lib/mesh/server/proxy";
import type { ServiceVerdict } from "@/lib/mesh/server/service-mode";
import { type ClientTls, clientTlsUnder } from "./client-tls";

export type ClientSends =
  | "mutual_tls"
  | "plaintext"
  | "tls"
  | "per_endpoint"
  /**
   * Mutual TLS in the words of a sidecar, to pods of ambient, and not known to travel in HBONE: ztunnel
   * sees bytes without an identity, and the process cannot read them (semantics B5).
   */
  | "mutual_tls_without_hbone";

/** What a client is told. */
export interface ToldTls {
  readonly sends: ClientSends;
  /** The DestinationRule that decides; null = auto mTLS, or its absence. */
  readonly rule: ObjectRef | null;
  /** The rule that was found, even where it says nothing about TLS: the one to edit. */
  readonly foundRule: ObjectRef | null;
}

export interface ClientTlsOfNamespace extends ToldTls {
  readonly namespace: string;
}

/** What every client namespace is told about one service. */
export interface ClientTlsOfService {
  /** Namespaces with sidecars that may be told something of their own, by name. */
  readonly distinct: readonly ClientTlsOfNamespace[];
  /** What all other namespaces are told, whether there are any or not. */
  readonly ordinary: ToldTls;
}

/**
 * Namespaces with at least one sidecar, by name: only their DestinationRules bind (ztunnel ignores
 * them, semantics B).
 */
export function sidecarNamespaces(index: MeshIndex): ReadonlySet<string> {
  const found: string[] = [];
  for (const [namespace, pods] of index.podsByNamespace) {
    if (hasSidecar(pods)) found.push(namespace);
  }
  return new Set(found.sort());
}

/** Its sidecar calls, or will: a pod that has finished calls nobody, and a waypoint nobody on its own account. */
export function isSidecarClient(pod: Pod): boolean {
  return (
    pod.phase !== "Succeeded" &&
    pod.phase !== "Failed" &&
    outboundProxy(pod) === "sidecar" &&
    !isWaypoint(pod)
  );
}

/** Told something that is not Istio mutual TLS, to every endpoint or to some. */
export function isToldOtherwise(sends: ClientSends): boolean {
  switch (sends) {
    case "plaintext":
    case "tls":
    case "mutual_tls_without_hbone":
      return true;
    case "mutual_tls":
    case "per_endpoint":
      return false;
    default:
      return sends satisfies never;
  }
}

/**
 * Asks for each namespace that may be told something of its own about this service, and once for all
 * the others, which find the same rule or none.
 * @param sidecars see `sidecarNamespaces`
 */
export function clientTlsOfService(
  index: MeshIndex,
  service: Service,
  policy: ServiceVerdict,
  sidecars: ReadonlySet<string>,
): ClientTlsOfService {
  const distinct = distinctClientNamespaces(
    index.destinationRules,
    serviceHost(service, index.meshConfig.clusterDomain),
    service.namespace,
  );
  const told = teller(index, service, policy);
  return {
    distinct: [...distinct]
      .filter((namespace) => sidecars.has(namespace))
      .sort()
      .map((namespace) => ({ namespace, ...told(namespace) })),
    ordinary: told(NOBODY),
  };
}

/** @param clientNamespaces namespaces to ask for */
export function clientTlsByNamespace(
  index: MeshIndex,
  service: Service,
  policy: ServiceVerdict,
  clientNamespaces: readonly string[],
): ClientTlsOfNamespace[] {
  const told = teller(index, service, policy);
  return clientNamespaces.map((namespace) => ({
    namespace,
    ...told(namespace),
  }));
}

/** No namespace has this name, and no rule can name it. */
const NOBODY = "(any other)";

/** Pods of a namespace stay the same list while none of them changes. */
const sidecarsKnown = new WeakMap<readonly Pod[], boolean>();

function hasSidecar(pods: readonly Pod[]): boolean {
  const known = sidecarsKnown.get(pods);
  if (known !== undefined) return known;
  const found = pods.some(isSidecarClient);
  sidecarsKnown.set(pods, found);
  return found;
}

/** Clients that find the same rule are told the same, so each rule is worked out once. */
function teller(
  index: MeshIndex,
  service: Service,
  policy: ServiceVerdict,
): (namespace: string) => ToldTls {
  const host = serviceHost(service, index.meshConfig.clusterDomain);
  const known = new Map<ConsolidatedRule | null, ToldTls>();
  return (namespace) => {
    const candidates = destinationRuleCandidates(
      index.destinationRules,
      namespace,
      host,
      service.namespace,
    );
    let worst: ToldTls | null = null;
    for (const labels of clientLabels(candidates, namespace)) {
      const rule = pickRule(candidates, { namespace, labels });
      const told = known.get(rule) ?? toldUnder(index, service, policy, rule);
      known.set(rule, told);
      worst = worseOf(worst, told);
    }
    return worst ?? NOTHING_TOLD;
  };
}

/**
 * Any client, and one for each rule of the namespace that picks its clients by label: a client with just
 * these labels obeys that rule, if any client does (semantics B2.4).
 */
export function clientLabels(
  candidates: readonly ConsolidatedRule[],
  namespace: string,
): Labels[] {
  return [
    {},
    ...candidates.flatMap((rule) =>
      rule.workloadSelector !== null && rule.namespace === namespace
        ? [rule.workloadSelector]
        : [],
    ),
  ];
}

/** Every call a client can make: to each port, without a subset and to each that has a policy of its own. */
function toldUnder(
  index: MeshIndex,
  service: Service,
  policy: ServiceVerdict,
  rule: ConsolidatedRule | null,
): ToldTls {
  const subsets = (rule?.subsets ?? []).flatMap(({ name, trafficPolicy }) =>
    trafficPolicy === null ? [] : [name],
  );
  let worst: ToldTls | null = null;
  for (const [order, port] of service.ports.entries()) {
    for (const subset of ["", ...subsets]) {
      const tls = clientTlsUnder(index, rule, service, port, subset);
      worst = worseOf(worst, {
        sends: sendsTo(index, tls, policy.ports[order]),
        rule: tls.mode === null ? null : tls.rule,
        foundRule: tls.rule,
      });
      // Nothing is worse, and of equals the first stays.
      if (worst.sends === "plaintext") return worst;
    }
  }
  return worst ?? NOTHING_TOLD;
}

const NOTHING_TOLD: ToldTls = {
  sends: "per_endpoint",
  rule: null,
  foundRule: null,
};

/** One port in plaintext is enough; of two that are as bad, the first stays. */
function worseOf(known: ToldTls | null, next: ToldTls): ToldTls {
  return known === null || rank(next.sends) < rank(known.sends) ? next : known;
}

/** Auto mTLS decides per endpoint; one endpoint with a proxy that is sent plaintext is enough. */
function sendsTo(
  { meshConfig }: MeshIndex,
  tls: ClientTls,
  port: ServiceVerdict["ports"][number] | undefined,
): ClientSends {
  const sent = new Set<ClientSends>();
  for (const { pod, targetPort, enforcement } of port?.pods ?? []) {
    if (enforcement === "none") continue;
    const own = tls.toEndpoint(pod, targetPort);
    const tunnelled =
      meshConfig.sidecarsSendHbone === true && acceptsHbone(pod);
    // HBONE goes around everything but TLS of the rule's own, DISABLE included (semantics B5, note 3).
    if (tunnelled && own !== "tls") sent.add("mutual_tls");
    else if (own === "mutual_tls" && enforcement === "ztunnel") {
      sent.add("mutual_tls_without_hbone");
    } else sent.add(own);
  }
  if (sent.size === 0) return tls.sends;
  if (sent.has("plaintext")) return "plaintext";
  if (sent.has("mutual_tls_without_hbone")) return "mutual_tls_without_hbone";
  const [only] = sent;
  return sent.size === 1 && only !== undefined ? only : "per_endpoint";
}

function rank(sends: ClientSends): number {
  switch (sends) {
    case "plaintext":
      return 0;
    case "tls":
      return 1;
    case "mutual_tls_without_hbone":
      return 2;
    case "per_endpoint":
      return 3;
    case "mutual_tls":
      return 4;
    default:
      return sends satisfies never;
  }
}
