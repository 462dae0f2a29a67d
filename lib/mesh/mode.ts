/**
 * The words of mutual TLS, as Istio's API spells them.
 */

/** What a workload port accepts once every policy has been composed. */
export type MutualTlsMode = "DISABLE" | "PERMISSIVE" | "STRICT";

/** What one policy object says; UNSET inherits from the level above. */
export type PolicyMode = MutualTlsMode | "UNSET";

/**
 * What a whole service shows after its workload ports are folded together.
 * NOT_ENFORCED: pods without any enforcement point, whatever the policy says.
 * EXTERNAL: endpoints that no pod of this cluster backs. UNKNOWN: a source we need could not be read.
 */
export type ServiceMode =
  | MutualTlsMode
  | "MIXED"
  | "NOT_ENFORCED"
  | "EXTERNAL"
  | "UNKNOWN";

/** `trafficPolicy.tls.mode` of a DestinationRule. */
export type ClientTlsMode = "DISABLE" | "SIMPLE" | "MUTUAL" | "ISTIO_MUTUAL";

/** Where a pod's inbound traffic is held to policy. */
export type EnforcementPoint = "sidecar" | "ztunnel" | "none";
