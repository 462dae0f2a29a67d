import {
  type ClientTls,
  resolveClientTls,
  type SentTls,
} from "@/lib/mesh/client/client-tls";
import {
  type Caller,
  callOutcome,
  type Receiver,
} from "@/lib/mesh/client/outcome";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { Pod, Service, ServicePort } from "@/lib/mesh/objects";
import { selectorMatches } from "@/lib/mesh/selector";
import { tlsModeLabel } from "@/lib/mesh/server/proxy";
import type { ClientGroup, ServiceClients } from "./client-groups";
import { clientRule } from "./client-rule";
import type {
  ClientExplanation,
  ClientRule,
  ExplainedOutcome,
} from "./explanation";

/** The endpoint that is called. */
export interface CalledPort {
  readonly service: Service;
  readonly servicePort: ServicePort;
  /** false = no port of the service, and `servicePort` only stands for one. */
  readonly declared: boolean;
  readonly pod: Pod;
  readonly targetPort: number;
  readonly receiver: Receiver;
}

/**
 * How the call of each kind of client ends: failing ones first, then doubtful ones, then plaintext. Clients that are
 * told the same are one.
 */
export function clientExplanations(
  index: MeshIndex,
  clients: ServiceClients,
  called: CalledPort,
): ClientExplanation[] {
  const entries = new Map<string, ClientExplanation>();
  if (!called.declared && clients.groups.length > 0) {
    entries.set("", passingClient(called.receiver));
  }
  for (const group of called.declared ? clients.groups : []) {
    for (const subset of subsetsFor(clients, group, called)) {
      const found = sidecarClient(index, clients, group, called, subset);
      const key = JSON.stringify({ ...found, namespaces: [] });
      const same = entries.get(key);
      entries.set(key, same ? together(same, found) : found);
    }
  }
  return [
    ...entries.values(),
    ...(clients.ambient ? [ztunnelClient(called.receiver)] : []),
    clientWithoutProxy(called.receiver),
  ].sort((a, b) => rank(a.outcome) - rank(b.outcome));
}

/** Empty stands for all other namespaces, and takes in those that are told the same. */
function together(
  a: ClientExplanation,
  b: ClientExplanation,
): ClientExplanation {
  const everywhere = a.namespaces.length === 0 || b.namespaces.length === 0;
  return {
    ...a,
    namespaces: everywhere
      ? []
      : [...new Set([...a.namespaces, ...b.namespaces])],
  };
}

/** Calls without a subset, and to subsets that hold this pod and have a policy of their own. */
function subsetsFor(
  { rules }: ServiceClients,
  group: ClientGroup,
  { pod }: CalledPort,
): string[] {
  const found = rules.obeyed(clientOf(group));
  const subsets = (found?.subsets ?? []).filter(
    ({ labels, trafficPolicy }) =>
      trafficPolicy !== null && selectorMatches(labels, pod.labels),
  );
  return ["", ...new Set(subsets.map(({ name }) => name))];
}

function sidecarClient(
  index: MeshIndex,
  { rules }: ServiceClients,
  group: ClientGroup,
  called: CalledPort,
  subset: string,
): ClientExplanation {
  const { service, servicePort, pod, targetPort, receiver } = called;
  const client = clientOf(group);
  const tls = resolveClientTls(index, client, service, servicePort, subset);
  const sends = tls.toEndpoint(pod, targetPort);
  const rule = clientRule(index, rules, {
    client,
    service,
    port: servicePort.port,
    subset,
    asksEndpoint: tls.sends === "per_endpoint" && tlsModeLabel(pod) === "istio",
  });
  const { sidecarsSendHbone = "unknown" } = index.meshConfig;
  const tunnelled =
    sidecarsSendHbone === true && takesTunnels(receiver) && sends !== "tls";
  return {
    kind: "sidecar",
    namespaces: group.ordinary ? [] : group.namespaces,
    labels: group.labels,
    subset: subset === "" ? null : subset,
    rule,
    sends: tunnelled ? "mutual_tls" : sends,
    because: tunnelled ? "hbone" : becauseOf(tls, sends, pod, rule),
    outcome: sidecarOutcome(sends, sidecarsSendHbone, receiver),
  };
}

/** A failure is told as one only where it is sure. */
function sidecarOutcome(
  sends: SentTls,
  sidecarsSendHbone: boolean | "unknown",
  receiver: Receiver,
): ExplainedOutcome {
  const sidecar = { proxy: "sidecar", sends } as const;
  const plain = callOutcome({ ...sidecar, sendsHbone: false }, receiver);
  const tunnelled = callOutcome({ ...sidecar, sendsHbone: true }, receiver);
  if (sidecarsSendHbone !== "unknown") {
    return sidecarsSendHbone ? tunnelled : plain;
  }
  return (plain.result === "fails") === (tunnelled.result === "fails")
    ? plain
    : { result: "depends-on-hbone" };
}

/** In the eyes of those who would send them. */
function takesTunnels(receiver: Receiver): boolean {
  return receiver.acceptsHbone || receiver.promisesHboneInVain === true;
}

/** Sidecars know no cluster for such a port, and no rule can name it (`PassthroughCluster`, semantics D2). */
function passingClient(receiver: Receiver): ClientExplanation {
  return {
    ...clientWithoutProxy(receiver),
    kind: "sidecar",
    because: "not-declared",
  };
}

function becauseOf(
  tls: ClientTls,
  sends: SentTls,
  pod: Pod,
  rule: ClientRule,
): ClientExplanation["because"] {
  if (tls.mode !== null) return "rule";
  if (!tls.auto) return "auto-mtls-off";
  if (tls.sends === "plaintext") return "auto-mtls-infers-disable";
  if (tls.sends === "per_endpoint") {
    if (tlsModeLabel(pod) !== "istio") return "endpoint-not-labelled";
    if (rule.says !== null) return "rule";
    if (sends === "plaintext") return "endpoint-says-disable";
  }
  return "auto-mtls";
}

/** HBONE is mutual TLS; what is not tunnelled leaves ztunnel as the process sent it. */
function ztunnelClient(receiver: Receiver): ClientExplanation {
  const caller: Caller = {
    proxy: "ztunnel",
    sends: "plaintext",
    sendsHbone: true,
  };
  return {
    ...ANYWHERE,
    kind: "ztunnel",
    sends: takesTunnels(receiver) ? "mutual_tls" : "plaintext",
    because: takesTunnels(receiver) ? "hbone" : "endpoint-without-hbone",
    outcome: callOutcome(caller, receiver),
  };
}

function clientWithoutProxy(receiver: Receiver): ClientExplanation {
  const caller: Caller = {
    proxy: "none",
    sends: "plaintext",
    sendsHbone: false,
  };
  return {
    ...ANYWHERE,
    kind: "none",
    sends: "plaintext",
    because: "no-proxy",
    outcome: callOutcome(caller, receiver),
  };
}

const ANYWHERE = { namespaces: [], labels: null, subset: null, rule: null };

function clientOf({ namespace, labels }: ClientGroup) {
  return { namespace, labels: labels ?? {} };
}

function rank(outcome: ExplainedOutcome): number {
  switch (outcome.result) {
    case "fails":
      return 0;
    case "depends-on-hbone":
    case "depends-on-application":
      return 1;
    case "works":
      return outcome.over === "plaintext" ? 2 : 3;
    default:
      return outcome satisfies never;
  }
}
