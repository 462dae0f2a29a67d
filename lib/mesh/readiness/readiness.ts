/**
 * May this service be locked? READY needs evidence from every pod; whatever is not known
 * is UNKNOWN, never READY (semantics D4 and E).
 */

import type { ClientTlsOfNamespace } from "@/lib/mesh/client/client-namespaces";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import {
  type LegacyObstacle,
  legacyModeChanges,
} from "@/lib/mesh/legacy/legacy-lock";
import {
  legacyPolicyRef,
  peerAuthenticationRef,
  refKey,
  serviceRef,
} from "@/lib/mesh/object-ref";
import type { ObjectRef, Service } from "@/lib/mesh/objects";
import { resolveServerMode } from "@/lib/mesh/server/server-mode";
import type { ServiceVerdict } from "@/lib/mesh/server/service-mode";
import { workloadModes } from "@/lib/mesh/server/workload-modes";
import type { Caller } from "@/lib/mesh/traffic/caller";
import type { Evidence, EvidenceGap } from "@/lib/mesh/traffic/evidence";
import type { Reason, ReasonCode, ReasonLevel, Verdict } from "./reason";

export interface ServiceFacts {
  readonly index: MeshIndex;
  readonly service: Service;
  readonly policy: ServiceVerdict;
  /** What could not be read of what decides; empty = everything was. */
  readonly unreadable: readonly UnreadableCode[];
  readonly evidence: Evidence;
  /** Everyone who reached the service's workloads, through whichever service. */
  readonly callers: readonly Caller[];
  readonly clientTls: readonly ClientTlsOfNamespace[];
}

export type UnreadableCode = Extract<
  ReasonCode,
  | "legacy-support-unknown"
  | "mesh-config-unknown"
  | "policies-unreadable"
  | "pods-unreadable"
  | "rules-unreadable"
>;

/** The verdict for one service, most important reason first. */
export function assessReadiness(facts: ServiceFacts): Verdict {
  const { policy, evidence } = facts;
  const unread = facts.unreadable.map((code) => reason(code, "block"));
  // Which rules clients follow does not change what a STRICT server accepts.
  const modeUnread = facts.unreadable.filter(
    (code) => code !== "rules-unreadable",
  );
  if (modeUnread.length > 0) return { state: "UNKNOWN", reasons: unread };
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
    return {
      state: "BLOCKED",
      reasons: [
        ...blocks,
        ...unread,
        ...unknowns(evidence),
        ...warnings(facts),
      ],
    };
  }
  const unknown = [...unread, ...unknowns(evidence)];
  if (unknown.length > 0 || evidence.state !== "only_mtls_seen") {
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
    ...facts.clientTls.flatMap((client) => clientConflict(facts, client)),
    ...parentDisables(facts),
    ...legacyObstacles(facts),
  ];
}

/** E06: what we do not know. */
export function unknowns(evidence: Evidence): Reason[] {
  const { reportingPods, proxiedPods } = evidence.coverage;
  const params = { reporting: reportingPods, pods: proxiedPods };
  if (evidence.gap !== null) {
    return [reason(GAP_CODES[evidence.gap], "block", params)];
  }
  return evidence.state === "no_traffic"
    ? [reason("no-traffic", "warn", params)]
    : [];
}

const GAP_CODES: Readonly<Record<EvidenceGap, ReasonCode>> = {
  "no-telemetry": "no-evidence",
  "partial-coverage": "partial-coverage",
  "partial-answer": "partial-answer",
  "window-not-covered": "window-not-covered",
  "proxies-younger-than-window": "proxies-younger-than-window",
  "calls-without-statement": "no-evidence",
};

/** E08, E18, E21: true, but no reason against the lock. */
export function warnings(facts: ServiceFacts): Reason[] {
  const { coverage } = facts.evidence;
  const siblings = siblingServices(facts);
  return [
    ...(coverage.proxiedPods < coverage.pods
      ? [podsWithoutProxy(facts, "warn")]
      : []),
    ...exceptions(facts),
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

function clientConflict(
  facts: ServiceFacts,
  client: ClientTlsOfNamespace,
): Reason[] {
  if (client.sends !== "plaintext" && client.sends !== "tls") return [];
  const { namespace, rule } = client;
  if (rule !== null) {
    const name = `${rule.namespace}/${rule.name}`;
    return [
      reason(
        "destination-rule-not-mutual",
        "block",
        { namespace, rule: name },
        [rule],
      ),
    ];
  }
  if (!facts.index.meshConfig.enableAutoMtls) {
    return [reason("auto-mtls-off", "block", { namespace })];
  }
  // Where policy says DISABLE, plaintext is what auto mTLS rightly chooses; a lock changes both.
  const disabled = facts.policy.ports.some(({ pods }) =>
    pods.some(({ mode }) => mode === "DISABLE"),
  );
  return disabled
    ? []
    : [reason("clients-infer-plaintext", "block", { namespace })];
}

/** Ports of the same pods that stay open beside a STRICT service, by an entry of their own. */
function exceptions({ index, policy }: ServiceFacts): Reason[] {
  if (policy.mode !== "STRICT") return [];
  const open = new Set<string>();
  const objects = new Map<string, ObjectRef>();
  for (const pod of policy.pods) {
    const { portsDecidedBy } = resolveServerMode(index, pod);
    for (const [port, mode] of workloadModes(index, pod).ports) {
      if (mode === "STRICT" || portsDecidedBy === null) continue;
      open.add(`${pod.workload.name}:${port} ${mode}`);
      objects.set(refKey(portsDecidedBy), portsDecidedBy);
    }
  }
  return open.size === 0
    ? []
    : [
        reason(
          "exceptions-remain",
          "warn",
          { ports: [...open].sort().join(", ") },
          [...objects.values()],
        ),
      ];
}

/** Where a lock is a legacy Policy, what no Policy can do for this service alone (semantics C). */
function legacyObstacles({ index, service }: ServiceFacts): Reason[] {
  if (!index.meshConfig.lacksPeerAuthentication) return [];
  return legacyModeChanges(index, service, "STRICT").obstacles.map(
    ({ policy, code }) =>
      reason(OBSTACLE_CODES[code], "block", {}, [legacyPolicyRef(policy)]),
  );
}

const OBSTACLE_CODES: Readonly<Record<LegacyObstacle["code"], ReasonCode>> = {
  "names-other-services": "legacy-policy-shared",
  "checks-end-users": "legacy-policy-checks-end-users",
};

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

function siblingServices({
  index,
  service,
  policy,
}: ServiceFacts): ObjectRef[] {
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
