/**
 * What the meshed clients of each namespace are told to send to a service, folded over its ports
 * to the worst of them: one plaintext port is enough to be refused by STRICT.
 */

import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { destinationRuleRef, refKey } from "@/lib/mesh/object-ref";
import type {
  DestinationRule,
  Labels,
  ObjectRef,
  Service,
  ServicePort,
} from "@/lib/mesh/objects";
import { outboundProxy } from "@/lib/mesh/server/proxy";
import type { ServiceVerdict } from "@/lib/mesh/server/service-mode";
import { type ClientTls, resolveClientTls } from "./client-tls";

export type ClientSends = "mutual_tls" | "plaintext" | "tls" | "per_endpoint";

export interface ClientTlsOfNamespace {
  readonly namespace: string;
  readonly sends: ClientSends;
  /** The DestinationRule that decides; null = auto mTLS, or its absence. */
  readonly rule: ObjectRef | null;
  /** The rule that was found, even where it says nothing about TLS: the one to edit. */
  readonly foundRule: ObjectRef | null;
}

/** Namespaces with at least one sidecar: only their DestinationRules bind (ztunnel ignores them, semantics B). */
export function sidecarNamespaces(index: MeshIndex): ReadonlySet<string> {
  return new Set(
    index.inventory.pods
      .filter((pod) => outboundProxy(pod) === "sidecar")
      .map((pod) => pod.namespace),
  );
}

/**
 * Namespaces whose clients may be told something of their own: those with rules, and those that a
 * rule is exported to by name. All others are told the same, so one of them speaks for all.
 */
export function distinctNamespaces(
  index: MeshIndex,
  sidecars: ReadonlySet<string>,
): string[] {
  const special = new Set(
    index.inventory.destinationRules.flatMap(({ namespace, exportTo }) => [
      namespace,
      ...exportTo,
    ]),
  );
  const distinct = [...sidecars].filter((namespace) => special.has(namespace));
  const ordinary = [...sidecars].find((namespace) => !special.has(namespace));
  return ordinary === undefined ? distinct : [...distinct, ordinary];
}

/** @param clientNamespaces namespaces to ask for */
export function clientTlsByNamespace(
  index: MeshIndex,
  service: Service,
  policy: ServiceVerdict,
  clientNamespaces: readonly string[],
): ClientTlsOfNamespace[] {
  return clientNamespaces.map((namespace) => {
    const perPort = clientLabels(index, namespace).flatMap((labels) =>
      service.ports.flatMap((port) =>
        subsetsOf(index, { namespace, labels }, service, port).map((subset) => {
          const client = { namespace, labels };
          const tls = resolveClientTls(index, client, service, port, subset);
          return {
            sends: sendsTo(tls, policy, port),
            rule: tls.mode === null ? null : tls.rule,
            foundRule: tls.rule,
          };
        }),
      ),
    );
    const worst = perPort.sort((a, b) => rank(a.sends) - rank(b.sends))[0];
    return {
      namespace,
      sends: worst?.sends ?? "per_endpoint",
      rule: worst?.rule ?? null,
      foundRule: worst?.foundRule ?? null,
    };
  });
}

/** Any client, and one for each rule of the namespace that picks its clients by label. */
function clientLabels(index: MeshIndex, namespace: string): Labels[] {
  return [{}, ...(selectorsByNamespace(index).get(namespace) ?? [])];
}

const selectors = new WeakMap<MeshIndex, Map<string, Labels[]>>();

function selectorsByNamespace(index: MeshIndex): Map<string, Labels[]> {
  const known = selectors.get(index);
  if (known) return known;
  const made = new Map<string, Labels[]>();
  for (const rule of index.inventory.destinationRules) {
    if (rule.workloadSelector === null) continue;
    made.set(rule.namespace, [
      ...(made.get(rule.namespace) ?? []),
      rule.workloadSelector,
    ]);
  }
  selectors.set(index, made);
  return made;
}

/** The calls a client can make: without a subset, and to each subset that has a policy of its own. */
function subsetsOf(
  index: MeshIndex,
  client: { namespace: string; labels: Labels },
  service: Service,
  port: ServicePort,
): (string | undefined)[] {
  const { rule } = resolveClientTls(index, client, service, port);
  const subsets = rule
    ? (rulesByKey(index).get(refKey(rule))?.subsets ?? [])
    : [];
  return [
    undefined,
    ...subsets.flatMap(({ name, trafficPolicy }) =>
      trafficPolicy === null ? [] : [name],
    ),
  ];
}

const rules = new WeakMap<MeshIndex, Map<string, DestinationRule>>();

function rulesByKey(index: MeshIndex): Map<string, DestinationRule> {
  const known = rules.get(index);
  if (known) return known;
  const made = new Map(
    index.inventory.destinationRules.map((rule) => [
      refKey(destinationRuleRef(rule)),
      rule,
    ]),
  );
  rules.set(index, made);
  return made;
}

/** Auto mTLS decides per endpoint; one endpoint with a proxy that is sent plaintext is enough. */
function sendsTo(
  tls: ClientTls,
  policy: ServiceVerdict,
  port: ServicePort,
): ClientSends {
  if (tls.sends !== "per_endpoint") return tls.sends;
  const endpoints = (
    policy.ports.find(({ servicePort }) => servicePort.port === port.port)
      ?.pods ?? []
  ).filter(({ enforcement }) => enforcement !== "none");
  const sent = new Set(
    endpoints.map(({ pod, targetPort }) => tls.toEndpoint(pod, targetPort)),
  );
  if (sent.has("plaintext")) return "plaintext";
  const [only] = sent;
  return sent.size === 1 && only !== undefined ? only : "per_endpoint";
}

function rank(sends: ClientSends): number {
  switch (sends) {
    case "plaintext":
      return 0;
    case "tls":
      return 1;
    case "per_endpoint":
      return 2;
    case "mutual_tls":
      return 3;
    default:
      return sends satisfies never;
  }
}
