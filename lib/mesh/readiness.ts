/**
 * May this service be locked? READY needs evidence from every pod; whatever is not known
 * is UNKNOWN, never READY (semantics D4 and E).
 */
import type { Caller } from "./caller";
import type { ClientTlsOfNamespace } from "./client-namespaces";
import type { Evidence } from "./evidence";
import type { MeshIndex } from "./mesh-index";
import { peerAuthenticationRef, refKey, serviceRef } from "./object-ref";
import type { ObjectRef, Service } from "./objects";
import type { Reason, ReasonCode, ReasonLevel, Verdict } from "./reason";
import type { ServiceVerdict } from "./service-mode";

export interface ServiceFacts {
  readonly index: MeshIndex;
  readonly service: Service;
  readonly policy: ServiceVerdict;
  readonly policiesReadable: boolean;
  readonly evidence: Evidence;
  /** Everyone who reached the service's workloads, through whichever service. */
  readonly callers: readonly Caller[];
  readonly clientTls: readonly ClientTlsOfNamespace[];
}

/** The verdict for one service, most important reason first. */
export function assessReadiness(facts: ServiceFacts): Verdict {
  const { policy, evidence } = facts;
  if (!facts.policiesReadable) {
    return {
      state: "UNKNOWN",
      reasons: [reason("policies-unreadable", "block")],
    };
  }
  if (policy.mode === "EXTERNAL" || policy.mode === "UNKNOWN") {
    return { state: "UNKNOWN", reasons: [reason("not-assessable", "block")] };
  }
  if (policy.mode === "NOT_ENFORCED") {
    return { state: "BLOCKED", reasons: [podsWithoutProxy(facts, "block")] };
  }
  if (policy.mode === "STRICT") {
    return {
      state: "LOCKED",
      reasons: [
        reason("locked", "info", {}, policy.decidedBy),
        ...warnings(facts),
      ],
    };
  }
  const blocks = blockers(facts);
  if (blocks.length > 0) {
    return { state: "BLOCKED", reasons: [...blocks, ...warnings(facts)] };
  }
  const unknown = unknowns(evidence);
  if (unknown.length > 0) {
    return { state: "UNKNOWN", reasons: [...unknown, ...warnings(facts)] };
  }
  const seen = reason("only-mutual-tls-seen", "info", {
    reporting: evidence.coverage.reportingPods,
    pods: evidence.coverage.pods,
  });
  return { state: "READY", reasons: [seen, ...warnings(facts)] };
}

/** E01, E02, E03, E05: what would break, or would stay without effect. */
export function blockers(facts: ServiceFacts): Reason[] {
  return [
    ...plaintextSeen(facts),
    ...facts.clientTls.flatMap(clientConflict),
    ...parentDisables(facts),
  ];
}

/** E06: what we do not know. */
export function unknowns(evidence: Evidence): Reason[] {
  const { reportingPods, proxiedPods } = evidence.coverage;
  const params = { reporting: reportingPods, pods: proxiedPods };
  switch (evidence.state) {
    case "no_traffic":
      return [reason("no-traffic", "warn", params)];
    case "no_evidence":
      return [
        reportingPods > 0 && reportingPods < proxiedPods
          ? reason("partial-coverage", "block", params)
          : reason("no-evidence", "block", params),
      ];
    case "plaintext_seen":
    case "only_mtls_seen":
      return [];
    default:
      return evidence.state satisfies never;
  }
}

/** E08, E21: true, but no reason against the lock. */
export function warnings(facts: ServiceFacts): Reason[] {
  const { coverage } = facts.evidence;
  const siblings = siblingServices(facts);
  return [
    ...(coverage.proxiedPods < coverage.pods
      ? [podsWithoutProxy(facts, "warn")]
      : []),
    ...(siblings.length > 0
      ? [
          reason(
            "shared-pods",
            "warn",
            { services: siblings.map(({ name }) => name).join(", ") },
            siblings,
          ),
        ]
      : []),
  ];
}

export function reason(
  code: ReasonCode,
  level: ReasonLevel,
  params: Reason["params"] = {},
  objects: readonly ObjectRef[] = [],
): Reason {
  return { code, level, params, objects };
}

function plaintextSeen({ callers }: ServiceFacts): Reason[] {
  const senders = callers.filter(
    ({ requests, connections }) =>
      requests.plaintext + connections.plaintext > 0,
  );
  if (senders.length === 0) return [];
  const total = (unit: "requests" | "connections") =>
    Math.ceil(senders.reduce((sum, c) => sum + c[unit].plaintext, 0) - 1e-6);
  const named = senders.filter(({ workload }) => workload !== null);
  return [
    reason("plaintext-seen", "block", {
      requests: total("requests"),
      connections: total("connections"),
      callers: senders.length,
      named: named
        .map(({ namespace, workload }) => `${namespace}/${workload}`)
        .join(", "),
      unnamed: senders.length - named.length,
    }),
  ];
}

function clientConflict(client: ClientTlsOfNamespace): Reason[] {
  if (client.sends !== "plaintext" && client.sends !== "tls") return [];
  return client.rule === null
    ? [reason("auto-mtls-off", "block", { namespace: client.namespace })]
    : [
        reason(
          "destination-rule-not-mutual",
          "block",
          {
            namespace: client.namespace,
            rule: `${client.rule.namespace}/${client.rule.name}`,
          },
          [client.rule],
        ),
      ];
}

/** Clients with auto mTLS infer plaintext from the parents, whatever a workload policy says (semantics B4). */
function parentDisables(facts: ServiceFacts): Reason[] {
  if (!facts.index.inventory.meshConfig.enableAutoMtls) return [];
  const modes = facts.policy.pods.map(
    (pod) => resolveParentMode(facts.index, pod.namespace).mode,
  );
  if (!modes.includes("DISABLE")) return [];
  const { policy } = resolveParentMode(facts.index, facts.service.namespace);
  return [
    reason("parent-mode-disable", "block", {}, policy === null ? [] : [policy]),
  ];
}

function podsWithoutProxy(facts: ServiceFacts, level: ReasonLevel): Reason {
  const { pods, proxiedPods } = facts.evidence.coverage;
  return reason("pods-without-proxy", level, {
    without: pods - proxiedPods,
    pods,
  });
}

function siblingServices({ index, service, policy }: ServiceFacts) {
  const siblings = new Map<string, ObjectRef>();
  for (const pod of policy.pods) {
    for (const other of index.servicesOf(pod)) {
      if (other.name === service.name) continue;
      siblings.set(refKey(serviceRef(other)), serviceRef(other));
    }
  }
  return [...siblings.values()].sort((a, b) => a.name.localeCompare(b.name));
}

/** The mode that namespace and mesh policies alone give: what clients estimate for a whole service. */
function resolveParentMode(index: MeshIndex, namespace: string) {
  const { namespaces, mesh } = index.peerAuthentications;
  const speaking = [namespaces.get(namespace)?.winner, mesh.winner].find(
    (policy) => policy && policy.mode !== "UNSET",
  );
  return speaking
    ? { mode: speaking.mode, policy: peerAuthenticationRef(speaking) }
    : { mode: "PERMISSIVE" as const, policy: null };
}
