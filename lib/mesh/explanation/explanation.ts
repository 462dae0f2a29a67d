/**
 * Why a workload port accepts what it accepts, and how the call of each kind of client ends. Values only;
 * `explain-service.ts` makes them, `lib/words` says them.
 */

import type { SentTls } from "@/lib/mesh/client/client-tls";
import type { CallOutcome } from "@/lib/mesh/client/outcome";
import type {
  ClientTlsMode,
  EnforcementPoint,
  MutualTlsMode,
  PolicyMode,
} from "@/lib/mesh/mode";
import type { ObjectRef } from "@/lib/mesh/objects";

/** One port of one workload behind a service. Pods that differ in what decides are explained apart. */
export interface PortExplanation {
  readonly workload: ObjectRef;
  /** null = no port of the service: dialled by pod address, and under policy all the same. */
  readonly servicePort: {
    readonly name: string;
    readonly port: number;
    /** "" = undeclared: the proxies look at the first bytes. */
    readonly appProtocol: string;
  } | null;
  /**
   * What the process listens on; policies name this one, DestinationRules the service port.
   * 0 = the service declares no port and the pods list none: any port that no policy names.
   */
  readonly targetPort: number;
  readonly pods: {
    readonly count: number;
    /** One of them, for commands. */
    readonly example: ObjectRef;
  };
  /** Mesh, namespace, workload, port: in this order, always four. */
  readonly steps: readonly PolicyStep[];
  /** What the policies ask for. */
  readonly asked: MutualTlsMode;
  readonly enforcement: Enforcement;
  /** What the port really accepts; null = nothing enforces, so everything the process accepts. */
  readonly mode: MutualTlsMode | null;
  readonly clients: readonly ClientExplanation[];
  /** Groups of clients that nothing is said about, because there are too many. */
  readonly clientsLeftOut: number;
  readonly commands: readonly ShownCommand[];
}

export type PolicyLevel = "mesh" | "namespace" | "workload" | "port";

export interface PolicyStep {
  readonly level: PolicyLevel;
  /** The one object that speaks here; null = nobody, and the mode passes through. */
  readonly winner: ObjectRef | null;
  /** Its word; null = nobody speaks. For legacy policies, what the old proxies enforce. */
  readonly says: PolicyMode | null;
  /** Legacy: what this object was documented to mean, where the old proxies do otherwise; else null. */
  readonly intends: MutualTlsMode | null;
  /** The mode once this step is taken; Istio starts from PERMISSIVE, and from DISABLE under legacy policies. */
  readonly mode: MutualTlsMode;
  /** Who is passed over at this step, whoever spoke before it and is overridden by it among them. */
  readonly losers: readonly PassedOver<PolicyLoss>[];
}

export interface PassedOver<R> {
  readonly object: ObjectRef;
  readonly says: PolicyMode | null;
  readonly reason: R;
  /** Who speaks instead; null where nobody does. */
  readonly by: ObjectRef | null;
}

export type PolicyLoss =
  /** An older object of the same scope is the only one that counts. */
  | "newer-than-winner"
  | "selector-in-root-namespace"
  /** Its port list does nothing; the rest of it speaks. */
  | "port-list-without-selector"
  /** A winner of an earlier step; this step says something of its own. */
  | "overridden-below"
  /** Legacy: a policy that names the port, or the service, is preferred. */
  | "less-specific"
  /** Legacy: a PeerAuthentication applies, so the policy is not used at all. */
  | "superseded-by-peer-authentication";

export interface Enforcement {
  readonly point: EnforcementPoint;
  readonly because:
    | "sidecar-container"
    /** Legacy: another Service leads to the same port, and the weakest of their policies is taken to count. */
    | "shared-port"
    | "ambient-redirection"
    /** ztunnel obeys rule sets that istiod makes of the policies; they deviate from the steps above. */
    | "ambient-rule-set"
    | "no-proxy"
    | "host-network"
    | "excluded-port"
    | "gateway"
    | "proxyless-grpc"
    | "not-tcp";
  /** Rule sets attached at ztunnel, as `istioctl ztunnel-config` names them; empty elsewhere. */
  readonly attached: readonly string[];
}

/** Clients of the same kind that are told the same. */
export interface ClientExplanation {
  readonly kind: EnforcementPoint;
  /** Client namespaces this speaks for; empty = any other with clients of this kind. */
  readonly namespaces: readonly string[];
  /** Labels that a rule's workloadSelector asks of the client; null = any client. */
  readonly labels: Readonly<Record<string, string>> | null;
  readonly subset: string | null;
  /** null for clients without a sidecar: DestinationRules do not bind them. */
  readonly rule: ClientRule | null;
  readonly sends: SentTls;
  /** Why it sends that. */
  readonly because:
    | "rule"
    | "auto-mtls"
    /** Auto mTLS takes the namespace or mesh to say DISABLE, or one endpoint to have no proxy. */
    | "auto-mtls-infers-disable"
    /** Auto mTLS sends plaintext to an endpoint without the tlsMode label. */
    | "endpoint-not-labelled"
    /** Auto mTLS sends plaintext to an endpoint whose own policy says DISABLE. */
    | "endpoint-says-disable"
    | "auto-mtls-off"
    | "hbone"
    | "endpoint-without-hbone"
    /** No service declares the port, so the client's proxy passes the call on as its process sends it. */
    | "not-declared"
    | "no-proxy";
  readonly outcome: ExplainedOutcome;
}

export type ExplainedOutcome =
  | CallOutcome
  /** With HBONE it ends otherwise than without, one way it fails, and nobody knows whether sidecars send it. */
  | { readonly result: "depends-on-hbone" };

export interface ClientRule {
  /** The rule that is found first, or the one merged into it whose word it is; null = none. */
  readonly winner: ObjectRef | null;
  readonly foundIn:
    | "client-namespace"
    | "service-namespace"
    | "root-namespace"
    | null;
  /** Its tls mode for this port and subset; null = it says nothing about tls. */
  readonly says: ClientTlsMode | null;
  readonly saidAt: "port" | "destination" | "subset" | "subset-port" | null;
  /** Other rules merged with it. */
  readonly mergedFrom: readonly ObjectRef[];
  /** Rules of either list that are not named. */
  readonly othersLeftOut: number;
  readonly losers: readonly {
    readonly object: ObjectRef;
    readonly says: ClientTlsMode | null;
    readonly reason: /** Found in a place that is searched later. */
      | "searched-later"
      /** Of one host in one namespace, the older rule's traffic policy counts. */
      | "merged-without-traffic-policy"
      | "less-specific-host"
      /** Of rules for one host that stand apart, one that selects the client counts, else the newest. */
      | "another-of-same-host"
      /** Merged into an older rule of its host that these clients do not see. */
      | "merged-out-of-sight"
      | "not-exported"
      | "selector-does-not-match";
  }[];
}

/** A command that shows the same on the cluster itself. */
export interface ShownCommand {
  readonly shows:
    | "policies"
    | "listener"
    | "cluster"
    | "describe"
    | "ambient"
    | "legacy";
  readonly command: string;
}
