import {
  type ClientTlsOfNamespace,
  isToldOtherwise,
} from "@/lib/mesh/client/client-namespaces";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { Action } from "@/lib/mesh/matrix/action";
import type { Service } from "@/lib/mesh/objects";
import { type Reason, reason } from "@/lib/mesh/readiness/reason";
import {
  type PodPortVerdict,
  resolveUndeclaredPorts,
  type ServiceVerdict,
} from "@/lib/mesh/server/service-mode";

/** E04, E27: after the change, is the service what the button promised? */
export function outcomeObjections(
  action: Action,
  /** The mesh after the change. */
  after: MeshIndex,
  service: Service,
  policy: ServiceVerdict,
  clients: readonly ClientTlsOfNamespace[],
): Reason[] {
  switch (action) {
    case "lock":
      return notWhere(after, service, policy, (mode) => mode === "STRICT");
    case "unlock":
      return notWhere(after, service, policy, (mode) => mode !== "STRICT");
    case "require-mutual-tls":
      return clients.flatMap((client) => stillOtherwise(service, client));
    case "undo-mutual-tls":
      return [];
    default:
      return action satisfies never;
  }
}

/**
 * Ports that do not end up as wanted; one that is excluded from the proxy never does, and neither does
 * one that no pod has.
 */
function notWhere(
  after: MeshIndex,
  service: Service,
  policy: ServiceVerdict,
  wanted: (mode: string) => boolean,
): Reason[] {
  const declared = policy.ports.flatMap(({ servicePort, pods }) =>
    pods.map((judged) => ({ judged, port: servicePort.port })),
  );
  const own = resolveUndeclaredPorts(after, service).map((judged) => ({
    judged,
    port: judged.targetPort,
  }));
  const all = [...declared, ...own];
  const ports =
    all.length === 0
      ? service.ports.map(({ port }) => `${service.name}:${port}`)
      : all
          .filter(({ judged: { mode } }) => mode === null || !wanted(mode))
          .map(({ judged, port }) => placeOf(judged, port));
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

function placeOf({ pod }: PodPortVerdict, port: number): string {
  return port === 0 ? pod.workload.name : `${pod.workload.name}:${port}`;
}

function stillOtherwise(
  service: Service,
  { namespace, sends, rule }: ClientTlsOfNamespace,
): Reason[] {
  if (sends === "mutual_tls_without_hbone") {
    return [reason("sidecars-without-hbone", "block", { namespace })];
  }
  if (!isToldOtherwise(sends)) return [];
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
