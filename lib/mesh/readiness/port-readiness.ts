/**
 * May this port be locked? The rules of the service asked again with one port of it, so that whatever names
 * ports (rules of clients, probes, scrapes, exclusions) counts where it belongs. Telemetry names no port, so
 * what traffic shows stands at every port that is not locked yet (semantics D1).
 */
import { atOnce } from "@/lib/mesh/at-once";
import { clientTlsByNamespace } from "@/lib/mesh/client/client-namespaces";
import type { Pod } from "@/lib/mesh/objects";
import { enforcementPoint } from "@/lib/mesh/server/proxy";
import { withOpenPorts } from "./open-ports";
import { assessReadiness } from "./readiness";
import { reason, someNames, type Verdict } from "./reason";
import type { ServiceFacts } from "./service-facts";

type PortFacts = ServiceFacts["policy"]["ports"][number];

export interface PortReadiness extends Verdict {
  readonly port: PortFacts;
}

/** One verdict for each port of the service, in its order; none where it declares none. */
export function assessPorts(facts: ServiceFacts): PortReadiness[] {
  return atOnce(assessPortsInParts(facts));
}

/** `assessPorts`, with a pause after each port: nothing limits how many a service declares. */
export function* assessPortsInParts(
  facts: ServiceFacts,
): Generator<void, PortReadiness[]> {
  const assessed: PortReadiness[] = [];
  for (const port of facts.policy.ports) {
    assessed.push({ port, ...assessPort(facts, port) });
    yield;
  }
  return assessed;
}

function assessPort(facts: ServiceFacts, port: PortFacts): Verdict {
  const verdict = assessReadiness(narrowed(facts, port));
  // Of a locked port there is nothing else to say: what remains open stands at the other ports.
  if (verdict.state === "LOCKED") {
    const { state, reasons } = verdict;
    return {
      state,
      reasons: reasons
        .filter(({ code }) => code === "locked")
        .map((locked) => withOpenPorts(locked, [])),
    };
  }
  return verdict.state === "BLOCKED" && goesAround(port)
    ? { state: "BLOCKED", reasons: [excluded(port)] }
    : verdict;
}

/** A proxy is there, and this port is none that it takes: no lock will ever reach it (semantics A3, E12). */
function goesAround({ mode, pods }: PortFacts): boolean {
  return (
    mode === "NOT_ENFORCED" &&
    pods.some(({ pod }) => enforcementPoint(pod) !== "none")
  );
}

function excluded({ pods }: PortFacts) {
  const names = pods
    .filter(({ pod }) => enforcementPoint(pod) !== "none")
    .map(({ pod, targetPort }) => `${pod.workload.name}:${targetPort}`);
  const ports = someNames([...new Set(names)].sort());
  return reason("ports-excluded", "block", { ports });
}

/** The facts as if the service had this port alone. Evidence, callers and criteria stay what they are. */
function narrowed(facts: ServiceFacts, port: PortFacts): ServiceFacts {
  const service = { ...facts.service, ports: [port.servicePort] };
  const policy = {
    ...facts.policy,
    mode: modeOf(facts, port),
    ports: [port],
    pods: port.pods.map(({ pod, targetPort }) => withOnly(pod, targetPort)),
    decidedBy: port.pods.flatMap(({ decidedBy }) => decidedBy ?? []),
  };
  const clients = facts.clientTls.map(({ namespace }) => namespace);
  return {
    ...facts,
    service,
    policy,
    onlyPort: port,
    clientTls: clientTlsByNamespace(facts.index, service, policy, clients),
  };
}

/** Whatever is not known of the service's mode is not known of its ports'. */
function modeOf({ policy }: ServiceFacts, { mode }: PortFacts) {
  return policy.mode === "EXTERNAL" || policy.mode === "UNKNOWN"
    ? policy.mode
    : mode;
}

/** The pod as if it had this port alone: without the probes of others, and where Prometheus is sent to them. */
function withOnly(pod: Pod, targetPort: number): Pod {
  const scraped = pod.annotations["prometheus.io/port"];
  const elsewhere = scraped !== undefined && Number(scraped) !== targetPort;
  return {
    ...pod,
    containerPorts: pod.containerPorts.filter(
      ({ port }) => port === targetPort,
    ),
    probes: (pod.probes ?? []).filter(
      ({ port }) => port === null || port === targetPort,
    ),
    annotations: elsewhere
      ? { ...pod.annotations, "prometheus.io/scrape": "false" }
      : pod.annotations,
  };
}
