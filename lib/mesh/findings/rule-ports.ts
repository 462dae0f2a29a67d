import { type ClientTls, clientTlsUnder } from "@/lib/mesh/client/client-tls";
import type { ConsolidatedRule } from "@/lib/mesh/index/destination-rule";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { refKey, serviceRef } from "@/lib/mesh/object-ref";
import type {
  ObjectRef,
  Service,
  ServicePort,
  TrafficPolicy,
} from "@/lib/mesh/objects";
import { clientsOf } from "./clients-by-rule";
import type { FindingOf } from "./finding";
import { oncePerIndex } from "./once-per-index";
import { valuesByKey } from "./values-by-key";
import { verdictOf } from "./verdict-of";

/**
 * A port entry replaces the whole destination level for its port, so one without tls takes the tls of the
 * rule away (semantics B4). Told where a client finds the rule for a service that has the port; a warning
 * where some endpoint is sent something else than with the entry's tls spelt out.
 */
export function rulePorts(
  index: MeshIndex,
  services: Iterable<Service> = index.services.values(),
): FindingOf<"rule-port-drops-tls">[] {
  if (!someDropTls(index)) return [];
  const found = new Map<string, Dropping>();
  for (const service of services) {
    for (const { rule } of clientsOf(index, service).groups) {
      if (rule === null) continue;
      const dropping = droppingPorts(rule.trafficPolicy);
      for (const port of service.ports) {
        if (port.protocol !== "TCP" || !dropping.includes(port.port)) continue;
        add(found, rule, service, port, () =>
          changesCalls(index, rule, service, port),
        );
      }
    }
  }
  return valuesByKey(found).map(({ rule, port, tls, services, harms }) => ({
    code: "rule-port-drops-tls",
    severity: harms ? "warning" : "info",
    objects: [rule],
    services: valuesByKey(services),
    params: { port, tls },
  }));
}

const someDropTls = oncePerIndex(({ inventory }) =>
  inventory.destinationRules.some(
    ({ trafficPolicy }) => droppingPorts(trafficPolicy).length > 0,
  ),
);

interface Dropping {
  readonly rule: ObjectRef;
  readonly port: number;
  readonly tls: string;
  readonly services: Map<string, ObjectRef>;
  harms: boolean;
}

function droppingPorts(policy: TrafficPolicy | null): number[] {
  if (policy === null || policy.tls === null) return [];
  return policy.portLevelSettings
    .filter(({ tls }) => tls === null)
    .map(({ port }) => port);
}

function changesCalls(
  index: MeshIndex,
  rule: ConsolidatedRule,
  service: Service,
  port: ServicePort,
): boolean {
  const now = clientTlsUnder(index, rule, service, port);
  const meant = clientTlsUnder(index, spelledOut(rule), service, port);
  const verdict = verdictOf(index, service).ports.find(
    ({ servicePort }) => servicePort === port,
  );
  return (verdict?.pods ?? []).some(({ pod, targetPort }) => {
    const sent = (tls: ClientTls) => tls.toEndpoint(pod, targetPort);
    return sent(now) !== sent(meant);
  });
}

/** The same rule with the destination's tls in every port entry that has none. */
function spelledOut(rule: ConsolidatedRule): ConsolidatedRule {
  const { trafficPolicy } = rule;
  if (trafficPolicy === null) return rule;
  return {
    ...rule,
    trafficPolicy: {
      ...trafficPolicy,
      portLevelSettings: trafficPolicy.portLevelSettings.map(
        ({ port, tls }) => ({ port, tls: tls ?? trafficPolicy.tls }),
      ),
    },
  };
}

function add(
  found: Map<string, Dropping>,
  merged: ConsolidatedRule,
  service: Service,
  { port }: ServicePort,
  harms: () => boolean,
): void {
  const rule = merged.trafficPolicyFrom ?? merged.rule;
  const key = `${refKey(rule)}/${port}`;
  const dropping = found.get(key) ?? {
    rule,
    port,
    tls: merged.trafficPolicy?.tls ?? "",
    services: new Map(),
    harms: false,
  };
  found.set(key, dropping);
  dropping.services.set(refKey(serviceRef(service)), serviceRef(service));
  dropping.harms ||= harms();
}
