/** Why a client sends plaintext, as far as the cluster tells; the most basic cause first. */
export const PLAINTEXT_CAUSES = [
  /** It uses the node's network, where no sidecar and no ztunnel can take its traffic. */
  "host-network",
  /** The pod, or its template, says that it wants no sidecar. */
  "opted-out",
  /** A Job that no sidecar was injected into. */
  "job-without-sidecar",
  "namespace-not-labelled",
  /** It would get a proxy if it were started again. */
  "older-than-label",
  /** An agent without Envoy. */
  "proxyless-grpc",
  /** It has a sidecar, and keeps calls to some addresses or ports away from it. */
  "excluded-outbound",
  /** A DestinationRule tells its sidecar not to use Istio mutual TLS. */
  "destination-rule",
  "auto-mtls-off",
  /** Auto mTLS chose plaintext for this service. */
  "auto-mtls-infers-plaintext",
  /** Auto mTLS sends plaintext to pods that do not say they can take mutual TLS. */
  "endpoint-not-labelled",
  /** It is in the ambient mesh, and the pods it calls take no HBONE. */
  "ambient-to-sidecar",
  /** It has a sidecar, which knows no service at the port that was called, and passes the call on as it is. */
  "port-of-no-service",
  /** Not a pod but the kubelet of its node, which probes the called port itself. */
  "kubelet-probe",
  /** It calls itself Prometheus, which calls pods by their addresses, and called ports for metrics alone. */
  "prometheus-scrape",
  /** It has a proxy, and nothing we read tells it to send plaintext: it may do so by itself, to a pod address. */
  "not-explained",
] as const;

export type PlaintextCause = (typeof PLAINTEXT_CAUSES)[number];
