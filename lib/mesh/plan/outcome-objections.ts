import type { ClientTlsOfNamespace } from "@/lib/mesh/client/client-namespaces";
import type { Action } from "@/lib/mesh/matrix/action";
import type { Service } from "@/lib/mesh/objects";
import { reason } from "@/lib/mesh/readiness/readiness";
import type { Reason } from "@/lib/mesh/readiness/reason";
import type { ServiceVerdict } from "@/lib/mesh/server/service-mode";

/** E04, E27: after the change, is the service what the button promised? */
export function outcomeObjections(
  action: Action,
  service: Service,
  policy: ServiceVerdict,
  clients: readonly ClientTlsOfNamespace[],
): Reason[] {
  switch (action) {
    case "lock":
      return notWhere(policy, (mode) => mode === "STRICT");
    case "unlock":
      return notWhere(policy, (mode) => mode !== "STRICT");
    case "require-mutual-tls":
      return clients.flatMap((client) => stillOtherwise(service, client));
    case "undo-mutual-tls":
      return [];
    default:
      return action satisfies never;
  }
}

/** Ports of pods with a proxy that do not end up as wanted; one that is excluded from the proxy never is. */
function notWhere(
  policy: ServiceVerdict,
  wanted: (mode: string) => boolean,
): Reason[] {
  const ports = policy.ports.flatMap(({ servicePort, pods }) =>
    pods
      .filter(({ mode }) => mode === null || !wanted(mode))
      .map(({ pod }) => `${pod.workload.name}:${servicePort.port}`),
  );
  return ports.length === 0
    ? []
    : [
        reason(
          "policy-without-effect",
          "block",
          { ports: [...new Set(ports)].join(", ") },
          policy.decidedBy,
        ),
      ];
}

function stillOtherwise(
  service: Service,
  { namespace, sends, rule }: ClientTlsOfNamespace,
): Reason[] {
  if (sends !== "plaintext" && sends !== "tls") return [];
  const name = rule ? `${rule.namespace}/${rule.name}` : "";
  return [
    reason(
      "destination-rule-not-mutual",
      "block",
      { namespace, rule: name, service: service.name },
      rule ? [rule] : [],
    ),
  ];
}
