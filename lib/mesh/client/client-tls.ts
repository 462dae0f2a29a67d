import {
  type ConsolidatedRule,
  destinationRuleFor,
} from "@/lib/mesh/index/destination-rule";
import { serviceHost } from "@/lib/mesh/index/host";
import type { LegacyPort } from "@/lib/mesh/index/legacy-policy";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { ClientTlsMode } from "@/lib/mesh/mode";
import type {
  Labels,
  ObjectRef,
  Pod,
  Service,
  ServicePort,
} from "@/lib/mesh/objects";
import { legacyPort } from "@/lib/mesh/server/legacy-server-mode";
import { tlsModeLabel } from "@/lib/mesh/server/proxy";
import { portMode, resolveServerMode } from "@/lib/mesh/server/server-mode";
import { outboundTls } from "./outbound-tls";
import { inferServiceMode } from "./service-mode-estimate";
import { ruleTls } from "./traffic-policy-tls";

/** What goes over the wire. "tls" is one-way TLS or TLS with files of the client's own: no Istio identity. */
export type SentTls = "mutual_tls" | "plaintext" | "tls";

/** What the sidecar of a client sends to one service port (semantics B4). */
export interface ClientTls {
  /** "per_endpoint": auto mTLS decides for each pod; ask `toEndpoint`. */
  readonly sends: SentTls | "per_endpoint";
  /** What the DestinationRule says for this port; null = no rule, or a rule without tls. */
  readonly mode: ClientTlsMode | null;
  /** The rule that was found, also where it says nothing about tls. */
  readonly rule: ObjectRef | null;
  /** True where auto mTLS decides. */
  readonly auto: boolean;
  toEndpoint(pod: Pod, targetPort: number): SentTls;
}

/** An endpoint as a client's control plane sees it; `tlsMode` is the pod label, `disabled` if absent. */
interface EndpointView {
  readonly namespace: string;
  readonly labels: Labels;
  readonly tlsMode: string;
  readonly port: number;
}

/**
 * Source: istio pilot/pkg/networking/core (cluster TLS) and pilot/pkg/xds/endpoints (mtlsChecker).
 * The client is taken to have a sidecar; a pod without one sends what its process sends.
 */
export function resolveClientTls(
  index: MeshIndex,
  client: { readonly namespace: string; readonly labels: Labels },
  service: Service,
  port: ServicePort,
  subset = "",
): ClientTls {
  const rule = destinationRuleFor(
    index.destinationRules,
    client,
    serviceHost(service, index.meshConfig.clusterDomain),
    service.namespace,
  );
  return clientTlsUnder(index, rule, service, port, subset);
}

/** The same for a rule that is known, or only supposed; all clients that find one rule are told the same. */
export function clientTlsUnder(
  index: MeshIndex,
  rule: ConsolidatedRule | null,
  service: Service,
  port: ServicePort,
  subset = "",
): ClientTls {
  const decision = decideClientTls(index, {
    rule,
    port: port.port,
    subset,
    service: {
      namespace: service.namespace,
      headless: service.headless,
      meshExternal: service.externalName !== null,
    },
    endpointTlsModes: () => index.podsOf(service).map(tlsModeLabel),
    legacyTarget: { name: service.name, port: legacyPort(port) },
  });
  return {
    sends: decision.sends,
    mode: decision.mode,
    rule: rule?.trafficPolicyFrom ?? rule?.rule ?? null,
    auto: decision.auto,
    toEndpoint: (pod, targetPort) =>
      decision.toEndpoint({
        namespace: pod.namespace,
        labels: pod.labels,
        tlsMode: tlsModeLabel(pod),
        port: targetPort,
      }),
  };
}

interface ClientTlsQuestion {
  readonly rule: ConsolidatedRule | null;
  /** Service port. */
  readonly port: number;
  /** "" = no subset. */
  readonly subset: string;
  readonly service: {
    readonly namespace: string;
    readonly headless: boolean;
    readonly meshExternal: boolean;
  };
  readonly legacyTarget?: { readonly name: string; readonly port: LegacyPort };
  /** Asked only where one endpoint decides for all of them. */
  endpointTlsModes(): readonly string[];
}

export interface ClientTlsDecision {
  readonly sends: SentTls | "per_endpoint";
  readonly mode: ClientTlsMode | null;
  readonly auto: boolean;
  toEndpoint(endpoint: EndpointView): SentTls;
}

/** The decision itself, once the rule is known. */
export function decideClientTls(
  index: MeshIndex,
  question: ClientTlsQuestion,
): ClientTlsDecision {
  const { rule, port, subset, service } = question;
  const tls = ruleTls(rule, port, subset);
  if (tls.mode !== null) return uniform(sentFor(tls.mode), tls.mode, false);
  const { enableAutoMtls } = index.meshConfig;
  if (!enableAutoMtls || service.meshExternal) {
    return uniform("plaintext", null, false);
  }
  const estimate = inferServiceMode(index, {
    ...service,
    passthrough: tls.passthrough,
    endpointTlsModes: question.endpointTlsModes,
    ...(question.legacyTarget && { legacyTarget: question.legacyTarget }),
  });
  const cluster = outboundTls({
    ruleMode: null,
    enableAutoMtls,
    meshExternal: service.meshExternal,
    estimate,
    clientHasOwnCertFiles: false,
  });
  if (cluster.mode === null) return uniform("plaintext", null, true);
  if (service.headless || tls.passthrough) {
    return uniform("mutual_tls", null, true);
  }
  return {
    sends: "per_endpoint",
    mode: null,
    auto: true,
    toEndpoint: (endpoint) => autoTls(index, endpoint, tls.endpointMode),
  };
}

/** What one mode of a rule puts on the wire, to every endpoint alike. */
function sentFor(mode: ClientTlsMode): SentTls {
  switch (mode) {
    case "DISABLE":
      return "plaintext";
    case "SIMPLE":
    case "MUTUAL":
      return "tls";
    case "ISTIO_MUTUAL":
      return "mutual_tls";
    default:
      return mode satisfies never;
  }
}

/**
 * Auto mTLS for one endpoint: mutual TLS only where the pod is labelled for it and its own port does not
 * say DISABLE. A port entry without tls leaves the destination-level mode in charge here, although the
 * cluster itself no longer sees it (semantics B4, quirk).
 */
function autoTls(
  index: MeshIndex,
  endpoint: EndpointView,
  ruleMode: ClientTlsMode | null,
): SentTls {
  if (endpoint.tlsMode !== "istio") return "plaintext";
  if (ruleMode !== null) {
    return ruleMode === "ISTIO_MUTUAL" ? "mutual_tls" : "plaintext";
  }
  const { mode } = portMode(resolveServerMode(index, endpoint), endpoint.port);
  return mode === "DISABLE" ? "plaintext" : "mutual_tls";
}

function uniform(
  sends: SentTls,
  mode: ClientTlsMode | null,
  auto: boolean,
): ClientTlsDecision {
  return { sends, mode, auto, toEndpoint: () => sends };
}
