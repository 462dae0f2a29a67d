/**
 * What is wrong, dead or deceptive in the configuration of a mesh. A closed list: sentence and remedy of
 * each code live in `lib/words`, and docs/findings.md has an anchor of the same name.
 */
import type { ObjectRef } from "@/lib/mesh/objects";

export const FINDING_CODES = [
  // PeerAuthentication (semantics A1, A2)
  /** An older policy of the same scope is the only one that counts. */
  "policy-shadowed",
  /** An older, no narrower policy speaks for some of the pods it selects, and it is not heard there. */
  "policy-shadowed-for-some",
  /** A selector in the root namespace has no meaning. */
  "policy-selector-in-root",
  /** No pod carries the selector's labels. */
  "policy-selects-nothing",
  /** It says UNSET and lists no ports. */
  "policy-says-nothing",
  /** portLevelMtls counts only beside a selector. */
  "ports-without-selector",
  /** A listed port is one that none of the selected pods listens on. */
  "port-not-served",
  /** A listed port is a service port; the process listens on another one. */
  "port-is-service-port",
  /** Istio's own validation would refuse this object. */
  "policy-invalid",
  /** Only gateways carry the labels, and PeerAuthentication does not govern their listeners. */
  "policy-on-gateway",
  /** STRICT is asked for where no proxy can enforce it. */
  "strict-without-proxy",
  /** STRICT is asked for on a port that bypasses the sidecar. */
  "strict-on-excluded-port",
  /** STRICT on a workload under a DISABLE parent: clients with auto mTLS stay in plaintext. */
  "strict-under-disable",
  /** gRPC servers without Envoy know no PERMISSIVE. */
  "permissive-proxyless-grpc",

  // Client against server (semantics B4, B5)
  /** STRICT, and a rule makes clients send plaintext. */
  "plaintext-to-strict",
  /** STRICT, and a rule makes clients send TLS that is not Istio's. */
  "foreign-tls-to-strict",
  /** An HTTP port that reads no TLS but Istio's, and a rule makes clients send other TLS. */
  "foreign-tls-to-http",
  /** DISABLE, and a rule makes clients send Istio mutual TLS. */
  "mutual-tls-to-disable",
  /** No proxy, and a rule makes clients send Istio mutual TLS. */
  "mutual-tls-to-no-proxy",
  /** STRICT, auto mTLS is off, and no rule turns mutual TLS on. */
  "auto-mtls-off-to-strict",
  /** One endpoint without proxy makes auto mTLS clients send plaintext to all of them. */
  "headless-mixed-endpoints",
  /** DISABLE that auto mTLS does not see: clients send mutual TLS. */
  "auto-mtls-to-disable",

  // DestinationRules (semantics B1 to B4)
  /** A rule of the client's namespace hides the one of the service's. */
  "rule-hidden",
  /** Two rules for one host: the younger one's traffic policy is dropped. */
  "rule-traffic-policy-dropped",
  /** Merged into an older rule that fewer namespaces see: the others see neither. */
  "rule-lost-for-namespaces",
  /** Merged into a rule with a workloadSelector: clients that it does not select lose it. */
  "rule-lost-for-clients",
  /** `web.shop` is taken literally and means no service of Kubernetes. */
  "rule-host-is-literal",
  /** No such service. */
  "rule-host-not-found",
  /** A port entry without tls drops the tls of the whole rule for that port. */
  "rule-port-drops-tls",
  /** No pod of its namespace carries the labels of its workloadSelector. */
  "rule-selects-nothing",

  // Proxies: intent, state and labels (semantics A5, A6)
  /** A sidecar is asked for, and the pod has none: it is older than the label. */
  "proxy-missing",
  /** The pod has a sidecar that its next start will not bring back. */
  "proxy-not-asked-for",
  /** Labelled for mutual TLS, or for HBONE, without a proxy to answer it. */
  "label-without-proxy",
  /** A proxy without the label: auto mTLS clients send plaintext. */
  "proxy-without-label",
  /** Meant for ambient, and not redirected yet. */
  "ambient-not-redirected",
  /** Redirected, and no longer meant to be. */
  "ambient-not-asked-for",

  // Ambient (semantics A6, B5)
  /** The attached rule set is never made, so every port is open. */
  "ambient-ports-open",
  /** A DISABLE port that stays closed. */
  "ambient-port-stays-closed",
  /** An empty selector in the root namespace is no mesh policy for ambient workloads. */
  "ambient-empty-root-selector",
  /** ztunnel knows no DISABLE: it lets both in. */
  "ambient-disable-is-permissive",
  /** ztunnel reaches these sidecars in plaintext, and STRICT refuses that. */
  "ambient-clients-to-strict-sidecar",
  /** Sidecars reach these pods without HBONE, and STRICT refuses that. */
  "sidecar-clients-to-strict-ambient",

  // Legacy API (semantics C)
  /** This control plane reads no Policy and no MeshPolicy. */
  "legacy-policy-ignored",
  /** PERMISSIVE was meant, STRICT is enforced. */
  "legacy-lenient-not-enforced",
  /** Only the MeshPolicy named `default` counts. */
  "legacy-mesh-policy-name",
  /** An older policy, or one that names the port, decides instead. */
  "legacy-policy-shadowed",
  /** A PeerAuthentication applies, so the legacy policy is not used at all. */
  "legacy-policy-overridden",
  /** It targets a service that does not exist. */
  "legacy-target-not-found",
] as const;

export type FindingCode = (typeof FINDING_CODES)[number];

/** error: calls fail, or a port is open that looks closed. warning: it will deceive someone. info: dead weight. */
export const FINDING_SEVERITIES = ["error", "warning", "info"] as const;

export type FindingSeverity = (typeof FINDING_SEVERITIES)[number];

/** Names and figures for the sentence of each code. Lists are joined by ", "; `pods` counts pods. */
export interface FindingParams {
  readonly "policy-shadowed": None;
  /** `pods` are those for which the older policy speaks. */
  readonly "policy-shadowed-for-some": Pods;
  /** `open`: a workload that it means lets plaintext in, which the policy was to refuse. */
  readonly "policy-selector-in-root": { readonly open: boolean };
  readonly "policy-selects-nothing": None;
  /**
   * `next` as "namespace/name": the younger policy that would count without it, "" = none waits behind it.
   * `opens`: while it stands, ambient workloads let plaintext in that they would refuse without it.
   */
  readonly "policy-says-nothing": {
    readonly next: string;
    readonly opens: boolean;
  };
  readonly "ports-without-selector": { readonly ports: string };
  readonly "port-not-served": { readonly port: number };
  readonly "port-is-service-port": {
    readonly port: number;
    readonly targetPort: number;
  };
  readonly "policy-invalid": { readonly problems: string };
  readonly "policy-on-gateway": None;
  readonly "strict-without-proxy": Pods;
  readonly "strict-on-excluded-port": Pods & { readonly port: number };
  readonly "strict-under-disable": None;
  readonly "permissive-proxyless-grpc": Pods & {
    readonly actsAs: "STRICT" | "DISABLE";
  };
  readonly "plaintext-to-strict": ClientConflict;
  readonly "foreign-tls-to-strict": ClientConflict;
  readonly "foreign-tls-to-http": ClientConflict;
  readonly "mutual-tls-to-disable": ClientConflict;
  readonly "mutual-tls-to-no-proxy": ClientConflict & Pods;
  readonly "auto-mtls-off-to-strict": ClientConflict;
  /** `pods` are all endpoints, `without` those that clients take to have no proxy. */
  readonly "headless-mixed-endpoints": Pods & { readonly without: number };
  readonly "auto-mtls-to-disable": PodsUnlessHbone;
  readonly "rule-hidden": { readonly client: string };
  readonly "rule-traffic-policy-dropped": { readonly host: string };
  readonly "rule-lost-for-namespaces": {
    readonly host: string;
    readonly namespaces: string;
  };
  readonly "rule-lost-for-clients": { readonly host: string };
  readonly "rule-host-is-literal": {
    readonly host: string;
    readonly meant: string;
  };
  readonly "rule-host-not-found": { readonly host: string };
  readonly "rule-port-drops-tls": {
    readonly port: number;
    readonly tls: string;
  };
  readonly "rule-selects-nothing": None;
  readonly "proxy-missing": Pods;
  readonly "proxy-not-asked-for": Pods;
  /** `labels` as "key=value", of those that promise what is not there. */
  readonly "label-without-proxy": Pods & { readonly labels: string };
  readonly "proxy-without-label": PodsUnlessHbone;
  readonly "ambient-not-redirected": Pods;
  readonly "ambient-not-asked-for": Pods;
  readonly "ambient-ports-open": Pods;
  readonly "ambient-port-stays-closed": { readonly port: number };
  readonly "ambient-empty-root-selector": None;
  readonly "ambient-disable-is-permissive": Pods;
  readonly "ambient-clients-to-strict-sidecar": Pods;
  readonly "sidecar-clients-to-strict-ambient": PodsUnlessHbone;
  readonly "legacy-policy-ignored": None;
  readonly "legacy-lenient-not-enforced": None;
  readonly "legacy-mesh-policy-name": None;
  readonly "legacy-policy-shadowed": { readonly service: string };
  readonly "legacy-policy-overridden": None;
  readonly "legacy-target-not-found": { readonly service: string };
}

type None = Readonly<Record<never, never>>;

interface Pods {
  readonly pods: number;
}

interface PodsUnlessHbone extends Pods {
  /** "hbone": nobody knows whether sidecars send HBONE, which would save the calls; "" = nothing does. */
  readonly unless: "" | "hbone";
}

interface ClientConflict {
  /** Service port. */
  readonly port: number;
  /** Client namespaces by name; of more than five the first five, and "+N" for the others. */
  readonly clients: string;
  /** The DestinationRule mode that stands for what they send: DISABLE is plaintext, also where no rule says so. */
  readonly tls: string;
  /** Only calls to this subset; "" = every call. */
  readonly subset: string;
  /**
   * What may still save the calls, and is not to be read from the cluster: then the finding is a warning.
   * "" = nothing, an error. "mesh-certificates": the files of a MUTUAL rule were issued by the mesh.
   * "hbone": proxies use HBONE to the endpoints that take it (PILOT_ENABLE_SENDING_HBONE).
   */
  readonly unless: "" | "mesh-certificates" | "hbone";
}

export interface FindingOf<C extends FindingCode> {
  readonly code: C;
  readonly severity: FindingSeverity;
  /** The objects concerned; the one to change stands first. Never empty. */
  readonly objects: readonly ObjectRef[];
  /** Services whose calls or verdicts it touches, by name; empty = none that is known. */
  readonly services: readonly ObjectRef[];
  readonly params: FindingParams[C];
}

export type Finding = { [C in FindingCode]: FindingOf<C> }[FindingCode];
