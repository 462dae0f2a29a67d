/**
 * Why a service may, or may not, be locked. A closed list: words for each code live in `lib/words`,
 * so that a verdict is data here and a sentence only on the screen.
 * docs/verdicts.md says what each means; E-numbers are those of the preflight rules in the semantics.
 */
import type { ObjectRef } from "@/lib/mesh/objects";

export const REASON_CODES = [
  /** E01: plaintext arrived within the window. */
  "plaintext-seen",
  /** E01: it arrived from clients that are told mutual TLS by now, and none has come since. */
  "plaintext-stopped",
  /** E01: it arrived, and ended longer ago than the team's quiet period. */
  "plaintext-quiet",
  /** E01: it arrived, and is no more than the team tolerates. */
  "plaintext-tolerated",
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
  /** E06: Prometheus answered before and does not now, so calls since are not known. */
  "no-answer",
  /** E06: Prometheus answered with warnings, so series may be missing. */
  "partial-answer",
  /** E06: the proxies have not run for the whole window. */
  "proxies-younger-than-window",
  /** E06: for a part of the window nobody scraped the proxies. */
  "scrape-gap",
  /** E06: it was STRICT within the window, and whoever was refused then left no trace. */
  "was-strict",
  /** E06: a Telemetry resource switches off what servers count, or takes away labels we need. */
  "metrics-off",
  /** E06: Prometheus remembers less than the window. */
  "window-not-covered",
  /** E06: only some of the pods send telemetry. */
  "partial-coverage",
  /** E06: only some of the pods send telemetry, and the team asks for no more. */
  "coverage-tolerated",
  /** E06: the team asks for a longer look back than the chosen window. */
  "window-too-short",
  /** E06, E16: ready by less than a day's traffic, and the team says nothing of how far to look back. */
  "short-look-back",
  /** An annotation of the namespace that should name a criterion says nothing we understand. */
  "criteria-annotation-invalid",
  /** E07: workloads without a proxy, which may call, and were not seen calling. */
  "unmeshed-workloads",
  /** E08: selected pods without a proxy; STRICT does nothing there. */
  "pods-without-proxy",
  /** E09: clients treat all endpoints alike, and not all of them take mutual TLS. */
  "mixed-endpoints",
  /** E10: the kubelet probes the application itself, and STRICT refuses it. */
  "probes-not-rewritten",
  /** E11: annotations or monitors tell Prometheus to scrape a port of the application. */
  "scraped-in-plaintext",
  /** E12: ports that go around the sidecar. */
  "ports-excluded",
  /** E13: its type, or an Ingress, lets callers in that no proxy of the mesh stands before. */
  "reached-from-outside",
  /** E14: the API server calls it, in TLS of its own. */
  "called-by-api-server",
  /** E14: it may be called by the API server, and what that calls could not be read. */
  "api-server-calls-unknown",
  /** E15: gateways call it, with an identity. */
  "gateway-callers",
  /** E16: CronJobs whose pods get no proxy, and which did not run within the window. */
  "cron-jobs-without-proxy",
  /** E16: CronJobs could not be read. */
  "cron-jobs-unreadable",
  /** E17: callers of a trust domain that the mesh does not name as its own. */
  "foreign-trust-domain",
  /** E18: ports or workloads that stay open by an explicit exception. */
  "exceptions-remain",
  /** E19: a legacy policy decides today, and a new policy takes its place. */
  "legacy-policy-decides",
  /** E20: plaintext on a TCP port may be TLS of the application's own. */
  "one-way-tls-possible",
  /** E21: other services select the same pods. */
  "shared-pods",
  /** E22: pods that are meant for ambient, and not taken into it yet. */
  "ambient-not-redirected",
  /** E23: gRPC servers without Envoy, which obey only where they were built to. */
  "proxyless-grpc",
  /** E23: no pods of this cluster stand behind the service. */
  "not-assessable",
  /** E23: machines or plain addresses stand behind the service beside its pods. */
  "endpoints-not-assessable",
  /** E11, E13, E23, E24, D4: kinds that tell of callers, machines or metrics that are off could not be read. */
  "kinds-unreadable",
  /** E24: annotations of callers, or a Sidecar that does not import the service, let their calls go around their proxy. */
  "clients-bypass-proxy",
  /** E25: what is open when a lock is made ends later. */
  "open-connections",
  /** E26: another tool owns the object and will undo the change. */
  "managed-elsewhere",
  /** E27: a rule of the clients' namespace hides the service's own, which asks for mutual TLS. */
  "rule-hidden",
  /** E28: ambient clients reach these sidecars in plaintext. */
  "ambient-clients-in-plaintext",
  /** B4: clients decide per endpoint, and send plaintext to pods that do have a proxy. */
  "clients-infer-plaintext",
  /** B5: sidecars that are not known to send HBONE have no identity at ztunnel, whatever they are told. */
  "sidecars-without-hbone",
  /** DestinationRules could not be read, so what clients send is not known. */
  "rules-unreadable",
  /** Pods could not be read, so what stands behind the service is not known. */
  "pods-unreadable",
  /** Istio's mesh config could not be read, so even the root namespace is a guess. */
  "mesh-config-unknown",
  /** After the change, callers would be refused. */
  "callers-refused",
  /** B5: after the change, calls would fail that work today, whether they were seen or not. */
  "calls-would-fail",
  /** A policy source could not be read, so the mode is not known. */
  "policies-unreadable",
  /** The object was edited by somebody else after our change; restoring would undo that too. */
  "changed-since",
  /** After the lock: callers are being turned away. */
  "still-knocking",
  /** After the lock: callers could not get in, and a server that is down looks the same to them. */
  "calls-failed",
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

export const VERDICT_STATES = [
  "LOCKED",
  "READY",
  "READY_WITH_WARNINGS",
  "BLOCKED",
  "UNKNOWN",
] as const;

/**
 * LOCKED: nothing to do. READY: nothing speaks against the lock, not even a warning. UNKNOWN is never shown
 * as one of the two that are ready: no data is not safety (semantics D4).
 */
export type VerdictState = (typeof VERDICT_STATES)[number];

export interface Verdict {
  readonly state: VerdictState;
  /** Most important first; never empty. */
  readonly reasons: readonly Reason[];
}

export function reason(
  code: ReasonCode,
  level: ReasonLevel,
  params: Reason["params"] = {},
  objects: readonly ObjectRef[] = [],
): Reason {
  return { code, level, params, objects };
}

/** The first few names, and how many more there are: "a, b, c, d, e, +4". */
export function someNames(names: readonly string[]): string {
  return someOf(names, (name) => name);
}

/** The same of anything that has a name: of a long list only those that are told are named. */
export function someOf<T>(
  items: readonly T[],
  nameOf: (item: T) => string,
): string {
  const rest = items.length - MOST_NAMES;
  return [
    ...items.slice(0, MOST_NAMES).map(nameOf),
    ...(rest > 0 ? [`+${rest}`] : []),
  ].join(", ");
}

const MOST_NAMES = 5;

/** With or without warnings: nothing blocks, and all that is asked is known. */
export function isReady({ state }: Pick<Verdict, "state">): boolean {
  return state === "READY" || state === "READY_WITH_WARNINGS";
}
