import { clientTlsUnder } from "@/lib/mesh/client/client-tls";
import { type CallOutcome, callOutcome } from "@/lib/mesh/client/outcome";
import {
  type ConsolidatedRule,
  type DestinationRuleIndex,
  destinationRuleFor,
} from "@/lib/mesh/index/destination-rule";
import { HostMap, serviceHost } from "@/lib/mesh/index/host";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { refKey, serviceRef } from "@/lib/mesh/object-ref";
import type { ObjectRef, Service, ServicePort } from "@/lib/mesh/objects";
import { acceptsHbone, promisesHboneInVain } from "@/lib/mesh/server/proxy";
import { clientsOf } from "./clients-by-rule";
import type { PodPort } from "./endpoint-conflict";
import type { FindingOf } from "./finding";
import { oncePerIndex } from "./once-per-index";
import { valuesByKey } from "./values-by-key";
import { verdictOf } from "./verdict-of";

/**
 * A rule of the client's namespace ends the search, so that the owner of the service asks for mutual TLS
 * in vain (semantics B2 step 1, E27). Told only where the owner's rule would work and the calls are now
 * without mutual TLS; an error where they fail. One finding for each hiding rule.
 */
export function hiddenRules(
  index: MeshIndex,
  services: Iterable<Service> = index.services.values(),
): FindingOf<"rule-hidden">[] {
  const elsewhere = withoutOwnRules(index);
  const found = new Map<string, Hiding>();
  for (const service of services) {
    if (!ownerAsksForMutualTls(index, service)) continue;
    const host = serviceHost(service, index.meshConfig.clusterDomain);
    for (const { rule, namespaces } of clientsOf(index, service).groups) {
      const client = rule?.namespace;
      if (client === undefined || client === service.namespace) continue;
      // Found by clients of its own namespace, so before anything that is exported to them.
      if (rule === null || !namespaces.named.includes(client)) continue;
      const hidden = destinationRuleFor(
        elsewhere,
        { namespace: client, labels: {} },
        host,
        service.namespace,
      );
      if (hidden?.namespace !== service.namespace) continue;
      const harm = worst(
        verdictOf(index, service).ports.flatMap(({ servicePort, pods }) =>
          pods.map((endpoint) =>
            harmTo(index, service, servicePort, endpoint, hidden, rule),
          ),
        ),
      );
      if (harm !== null) add(found, rule, hidden, service, harm);
    }
  }
  return valuesByKey(found).map(findingOf);
}

type Harm = "error" | "warning" | null;

interface Hiding {
  readonly rule: ObjectRef;
  readonly hidden: Map<string, ObjectRef>;
  readonly services: Map<string, ObjectRef>;
  severity: Exclude<Harm, null>;
}

/** What clients would find if no namespace had rules for its own clients. */
const withoutOwnRules = oncePerIndex(
  ({ destinationRules }): DestinationRuleIndex => ({
    ...destinationRules,
    local: new Map(),
    rootPrivate: new HostMap([]),
  }),
);

function ownerAsksForMutualTls(index: MeshIndex, service: Service): boolean {
  const rules = index.destinationRules.exported
    .get(service.namespace)
    ?.get(serviceHost(service, index.meshConfig.clusterDomain));
  return (rules ?? []).some(({ trafficPolicy }) =>
    [trafficPolicy, ...(trafficPolicy?.portLevelSettings ?? [])].some(
      (level) => level?.tls === "ISTIO_MUTUAL",
    ),
  );
}

function harmTo(
  index: MeshIndex,
  service: Service,
  port: ServicePort,
  endpoint: PodPort,
  hidden: ConsolidatedRule,
  hiding: ConsolidatedRule,
): Harm {
  const asked = clientTlsUnder(index, hidden, service, port);
  const told = clientTlsUnder(index, hiding, service, port);
  if (asked.mode !== "ISTIO_MUTUAL") return null;
  const { pod, targetPort, mode, enforcement } = endpoint;
  const { sidecarsSendHbone = "unknown" } = index.meshConfig;
  const isSure = sidecarsSendHbone === true;
  const outcome = (tls: typeof told, sendsHbone: boolean): CallOutcome =>
    callOutcome(
      {
        proxy: "sidecar",
        sends: tls.toEndpoint(pod, targetPort),
        sendsHbone,
      },
      {
        enforcement,
        mode,
        acceptsHbone: acceptsHbone(pod),
        promisesHboneInVain: promisesHboneInVain(pod),
        appProtocol: port.appProtocol,
      },
    );
  if (!isMutual(outcome(asked, isSure)) || isMutual(outcome(told, isSure))) {
    return null;
  }
  // The files of a MUTUAL rule may be certificates of the mesh.
  return told.mode !== "MUTUAL" &&
    outcome(told, sidecarsSendHbone !== false).result === "fails"
    ? "error"
    : "warning";
}

function isMutual(outcome: CallOutcome): boolean {
  return outcome.result === "works" && outcome.over === "mutual_tls";
}

function worst(harms: readonly Harm[]): Harm {
  if (harms.includes("error")) return "error";
  return harms.includes("warning") ? "warning" : null;
}

function add(
  found: Map<string, Hiding>,
  rule: ConsolidatedRule,
  hidden: ConsolidatedRule,
  service: Service,
  harm: Exclude<Harm, null>,
): void {
  const ref = rule.trafficPolicyFrom ?? rule.rule;
  const hiding = found.get(refKey(ref)) ?? {
    rule: ref,
    hidden: new Map(),
    services: new Map(),
    severity: harm,
  };
  found.set(refKey(ref), hiding);
  const hiddenRef = hidden.trafficPolicyFrom ?? hidden.rule;
  hiding.hidden.set(refKey(hiddenRef), hiddenRef);
  hiding.services.set(refKey(serviceRef(service)), serviceRef(service));
  if (harm === "error") hiding.severity = harm;
}

function findingOf(hiding: Hiding): FindingOf<"rule-hidden"> {
  return {
    code: "rule-hidden",
    severity: hiding.severity,
    objects: [hiding.rule, ...valuesByKey(hiding.hidden)],
    services: valuesByKey(hiding.services),
    params: { client: hiding.rule.namespace },
  };
}
