/**
 * Why a client sends plaintext, from its own pod: the first of these that holds, the most basic one first.
 * Sources: semantics A5 (injection), B2 and B4 (what a sidecar is told), E13, E16, E24.
 */
import { resolveClientTls } from "@/lib/mesh/client/client-tls";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { serviceRef } from "@/lib/mesh/object-ref";
import type { ObjectRef, Pod, Service } from "@/lib/mesh/objects";
import {
  ambientIntended,
  sidecarIntended,
  webhookCalled,
} from "@/lib/mesh/server/injection";
import {
  acceptsHbone,
  outboundProxy,
  proxyShape,
  tlsModeLabel,
} from "@/lib/mesh/server/proxy";
import { servedPorts } from "@/lib/mesh/server/served-ports";
import { metricsPorts } from "./metrics-ports";
import type { PlaintextCause } from "./plaintext-cause";

export interface PlaintextReason {
  readonly cause: PlaintextCause;
  /** What to change: the namespace, the workload or the rule. */
  readonly object: ObjectRef;
}

/**
 * @param services the services it may have called; the first that is told plaintext explains it
 * @param calledPorts where it was seen calling, the ports of the pods behind them
 */
export function whyPlaintext(
  index: MeshIndex,
  client: Pod,
  services: readonly Service[],
  calledPorts: readonly number[] = [],
): PlaintextReason {
  const scrapes = isScrape(index, client, services, calledPorts);
  return outboundProxy(client) === "none"
    ? whyWithoutProxy(index, client, scrapes)
    : withProxy(index, client, services, calledPorts, scrapes);
}

/** Why a pod has no proxy. */
export function whyWithoutProxy(
  index: MeshIndex,
  client: Pod,
  scrapes = false,
): PlaintextReason {
  const reason = (cause: PlaintextCause): PlaintextReason => ({
    cause,
    object: client.workload,
  });
  const namespace = index.namespaces.get(client.namespace) ?? null;
  if (client.hostNetwork) return reason("host-network");
  if (scrapes) return reason("prometheus-scrape");
  if (proxyShape(client) === "proxyless-grpc") return reason("proxyless-grpc");
  if (optedOut(client)) return reason("opted-out");
  if (
    sidecarIntended(client, namespace) ||
    ambientIntended(client, namespace)
  ) {
    return reason("older-than-label");
  }
  // Labelling its namespace would not reach a Job that runs now.
  if (client.workload.kind === "Job" || client.workload.kind === "CronJob") {
    return reason("job-without-sidecar");
  }
  return webhookCalled(namespace, client.labels)
    ? reason("opted-out")
    : {
        cause: "namespace-not-labelled",
        object: { kind: "Namespace", namespace: "", name: client.namespace },
      };
}

function withProxy(
  index: MeshIndex,
  client: Pod,
  services: readonly Service[],
  calledPorts: readonly number[],
  scrapes: boolean,
): PlaintextReason {
  if (outboundProxy(client) === "ztunnel") {
    return throughZtunnel(index, client, services);
  }
  const atNoService = callsNoService(index, services, calledPorts);
  const undeclared: PlaintextReason | null =
    atNoService.length === 0
      ? null
      : {
          cause: "port-of-no-service",
          object: services[0] ? serviceRef(services[0]) : client.workload,
        };
  if (undeclared && !scrapes && atNoService.length === calledPorts.length) {
    return undeclared;
  }
  for (const service of services) {
    for (const port of service.ports) {
      const tls = resolveClientTls(index, client, service, port);
      if (tls.sends === "mutual_tls") continue;
      if (tls.sends === "per_endpoint") {
        const unlabelled = index
          .podsOf(service)
          .find((pod) => tlsModeLabel(pod) !== "istio");
        if (!unlabelled) continue;
        return { cause: "endpoint-not-labelled", object: unlabelled.workload };
      }
      if (tls.mode !== null && tls.rule !== null) {
        return { cause: "destination-rule", object: tls.rule };
      }
      return {
        cause: index.meshConfig.enableAutoMtls
          ? "auto-mtls-infers-plaintext"
          : "auto-mtls-off",
        object: client.workload,
      };
    }
  }
  const excluded = OUTBOUND_EXCEPTIONS.some(
    (annotation) => annotation in client.annotations,
  );
  if (excluded) return { cause: "excluded-outbound", object: client.workload };
  if (scrapes) return { cause: "prometheus-scrape", object: client.workload };
  return undeclared ?? { cause: "not-explained", object: client.workload };
}

/** Called ports that no Service leads to: a sidecar encrypts for services it knows, and for no others (semantics D2). */
function callsNoService(
  index: MeshIndex,
  services: readonly Service[],
  calledPorts: readonly number[],
): number[] {
  const pods = services.flatMap((service) => index.podsOf(service));
  if (pods.length === 0) return [];
  const declared = new Set(
    pods.flatMap((pod) =>
      servedPorts(index, pod).map(({ targetPort }) => targetPort),
    ),
  );
  return calledPorts.filter((port) => !declared.has(port));
}

/** ztunnel wraps what it carries, wherever the other side can unwrap it (semantics B5). */
function throughZtunnel(
  index: MeshIndex,
  client: Pod,
  services: readonly Service[],
): PlaintextReason {
  const deaf = services
    .flatMap((service) => index.podsOf(service))
    .find((pod) => !acceptsHbone(pod));
  return deaf
    ? { cause: "ambient-to-sidecar", object: deaf.workload }
    : { cause: "not-explained", object: client.workload };
}

/** Labels and names are its own word: it takes calls to ports for metrics, and to no other, to go with them. */
function isScrape(
  index: MeshIndex,
  client: Pod,
  services: readonly Service[],
  calledPorts: readonly number[],
): boolean {
  if (calledPorts.length === 0 || !callsItselfPrometheus(client)) return false;
  const forMetrics = metricsPorts(index, services);
  return calledPorts.every((port) => forMetrics.has(port));
}

function callsItselfPrometheus({
  labels,
  longRunningContainers,
}: Pod): boolean {
  return (
    labels["app.kubernetes.io/name"] === "prometheus" ||
    longRunningContainers.some((name) =>
      ["prometheus", "prometheus-server"].includes(name),
    )
  );
}

function optedOut(client: Pod): boolean {
  const asked =
    client.labels["sidecar.istio.io/inject"] ??
    client.annotations["sidecar.istio.io/inject"];
  return (
    asked === "false" || client.labels["istio.io/dataplane-mode"] === "none"
  );
}

const OUTBOUND_EXCEPTIONS = [
  "traffic.sidecar.istio.io/excludeOutboundIPRanges",
  "traffic.sidecar.istio.io/excludeOutboundPorts",
  "traffic.sidecar.istio.io/includeOutboundIPRanges",
  "traffic.sidecar.istio.io/includeOutboundPorts",
  "sidecar.istio.io/interceptionMode",
];
