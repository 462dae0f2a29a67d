/**
 * What the meshed clients of each namespace are told to send to a service, folded over its ports
 * to the worst of them: one plaintext port is enough to be refused by STRICT.
 */
import { type ClientTls, resolveClientTls } from "./client-tls";
import type { MeshIndex } from "./mesh-index";
import type { ObjectRef, Service, ServicePort } from "./objects";
import { enforcementPoint } from "./proxy";
import type { ServiceVerdict } from "./service-mode";

export type ClientSends = "mutual_tls" | "plaintext" | "tls" | "per_endpoint";

export interface ClientTlsOfNamespace {
  readonly namespace: string;
  readonly sends: ClientSends;
  /** The DestinationRule that decides; null = auto mTLS, or its absence. */
  readonly rule: ObjectRef | null;
}

/** Namespaces with at least one sidecar: only their DestinationRules bind (ztunnel ignores them, semantics B). */
export function sidecarNamespaces(index: MeshIndex): ReadonlySet<string> {
  return new Set(
    index.inventory.pods
      .filter((pod) => enforcementPoint(pod) === "sidecar")
      .map((pod) => pod.namespace),
  );
}

/** @param clientNamespaces namespaces to ask for, e.g. those that were seen calling */
export function clientTlsByNamespace(
  index: MeshIndex,
  service: Service,
  policy: ServiceVerdict,
  clientNamespaces: readonly string[],
): ClientTlsOfNamespace[] {
  return clientNamespaces.map((namespace) => {
    const client = { namespace, labels: {} };
    const perPort = service.ports.map((port) => {
      const tls = resolveClientTls(index, client, service, port);
      return { sends: sendsTo(tls, policy, port), rule: tls.rule };
    });
    const worst = perPort.sort((a, b) => rank(a.sends) - rank(b.sends))[0];
    return {
      namespace,
      sends: worst?.sends ?? "per_endpoint",
      rule: worst?.rule ?? null,
    };
  });
}

/** Auto mTLS decides per endpoint; where all endpoints with a proxy agree, that is the answer. */
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
