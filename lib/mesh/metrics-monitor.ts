import type { LabelSelector } from "./label-selector";

/**
 * What tells the Prometheus operator to scrape: a ServiceMonitor selects services, a PodMonitor pods. Whether any
 * Prometheus follows it is not known from the object.
 */
export interface MetricsMonitor {
  readonly kind: "ServiceMonitor" | "PodMonitor";
  readonly namespace: string;
  readonly name: string;
  /** Where it looks; null = everywhere. */
  readonly namespaces: readonly string[] | null;
  readonly selector: LabelSelector;
  readonly endpoints: readonly MonitorEndpoint[];
}

export interface MonitorEndpoint {
  readonly by: "service-port" | "container-port" | "every-port";
  /** The name of a service port, or the name or number of a container port; "" for every port. */
  readonly port: string | number;
  /** It scrapes by TLS with the certificate that a sidecar of Prometheus' own writes to files. */
  readonly withMeshCertificate: boolean;
}
