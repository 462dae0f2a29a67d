/**
 * Why a service may, or may not, be locked. A closed list: words for each code live in `lib/words`,
 * so that a verdict is data here and a sentence only on the screen.
 * docs/verdicts.md says what each means; E-numbers are those of the preflight rules in the semantics.
 */
import type { ObjectRef } from "@/lib/mesh/objects";

export const REASON_CODES = [
  /** E01: plaintext arrived within the window. */
  "plaintext-seen",
  /** E02: a DestinationRule tells meshed clients not to use Istio mutual TLS. */
  "destination-rule-not-mutual",
  /** E03: auto mTLS is off and no rule turns mutual TLS on for a client namespace. */
  "auto-mtls-off",
  /** A legacy policy may decide, and nobody knows whether this control plane still obeys it (semantics C). */
  "legacy-support-unknown",
  /** A legacy Policy that names other services too decides about this service's ports (semantics C). */
  "legacy-policy-shared",
  /** A new legacy Policy would end the check of end users that a broader one makes (semantics C). */
  "legacy-policy-checks-end-users",
  /** E04: the new policy would be ignored. */
  "policy-without-effect",
  /** E05: clients infer DISABLE from the namespace or mesh and stay in plaintext. */
  "parent-mode-disable",
  /** E06: telemetry says nothing about this service. */
  "no-evidence",
  /** E06: telemetry is complete and no call was seen. */
  "no-traffic",
  /** E06: Prometheus answered with warnings, so series may be missing. */
  "partial-answer",
  /** E06: the proxies have not run for the whole window. */
  "proxies-younger-than-window",
  /** E06: Prometheus remembers less than the window. */
  "window-not-covered",
  /** E06: only some of the pods send telemetry. */
  "partial-coverage",
  /** E08: selected pods without a proxy; STRICT does nothing there. */
  "pods-without-proxy",
  /** E18: ports or workloads that stay open by an explicit exception. */
  "exceptions-remain",
  /** E21: other services select the same pods. */
  "shared-pods",
  /** E23: no pods of this cluster stand behind the service. */
  "not-assessable",
  /** E26: another tool owns the object and will undo the change. */
  "managed-elsewhere",
  /** B4: clients decide per endpoint, and send plaintext to pods that do have a proxy. */
  "clients-infer-plaintext",
  /** DestinationRules could not be read, so what clients send is not known. */
  "rules-unreadable",
  /** Pods could not be read, so what stands behind the service is not known. */
  "pods-unreadable",
  /** Istio's mesh config could not be read, so even the root namespace is a guess. */
  "mesh-config-unknown",
  /** After the change, callers would be refused. */
  "callers-refused",
  /** A policy source could not be read, so the mode is not known. */
  "policies-unreadable",
  /** The object was edited by somebody else after our change; restoring would undo that too. */
  "changed-since",
  /** Every workload port is STRICT and enforced. */
  "locked",
  /** Only mutual TLS was seen, with telemetry from every pod. */
  "only-mutual-tls-seen",
] as const;

export type ReasonCode = (typeof REASON_CODES)[number];

export type ReasonLevel = "block" | "warn" | "info";

export interface Reason {
  readonly code: ReasonCode;
  readonly level: ReasonLevel;
  /** Names and figures for the sentence, e.g. `{ count: 214, caller: "legacy/sleep" }`. */
  readonly params: Readonly<Record<string, string | number>>;
  readonly objects: readonly ObjectRef[];
}

/** LOCKED: nothing to do. UNKNOWN is never shown as READY: no data is not safety (semantics D4). */
export type VerdictState = "LOCKED" | "READY" | "BLOCKED" | "UNKNOWN";

export interface Verdict {
  readonly state: VerdictState;
  /** Most important first; never empty. */
  readonly reasons: readonly Reason[];
}
