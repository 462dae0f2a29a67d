import { z } from "zod";
import type { LabelSelector } from "@/lib/mesh/label-selector";
import type {
  MetricsMonitor,
  MonitorEndpoint,
} from "@/lib/mesh/metrics-monitor";
import { projector } from "./projection";
import { metadataSchema, stringMap } from "./schema";
import { flag, list, text } from "./schema-parts";

const selectorSchema = z
  .object({
    matchLabels: stringMap,
    matchExpressions: list(
      z.object({
        key: z.string(),
        operator: z.enum(["In", "NotIn", "Exists", "DoesNotExist"]),
        values: list(z.string()),
      }),
    ),
  })
  .nullish();

const endpointSchema = z.object({
  port: text,
  portNumber: z.int().nullish(),
  targetPort: z.union([z.int(), z.string()]).nullish(),
  scheme: text,
  tlsConfig: z.object({ certFile: text }).nullish(),
});

const monitorSchema = z.object({
  metadata: metadataSchema,
  spec: z.object({
    selector: selectorSchema,
    namespaceSelector: z
      .object({ any: flag, matchNames: list(z.string()) })
      .nullish(),
    endpoints: list(endpointSchema),
    podMetricsEndpoints: list(endpointSchema),
  }),
});

/** Source: the Prometheus operator's API reference, monitoring.coreos.com/v1. */
export function monitorProjector(kind: MetricsMonitor["kind"]) {
  return projector(monitorSchema, ({ metadata, spec }): MetricsMonitor => {
    const { selector, namespaceSelector } = spec;
    const named = namespaceSelector?.matchNames ?? [];
    const endpoints =
      kind === "ServiceMonitor" ? spec.endpoints : spec.podMetricsEndpoints;
    return {
      kind,
      namespace: metadata.namespace,
      name: metadata.name,
      namespaces: namespaceSelector?.any
        ? null
        : named.length > 0
          ? named
          : [metadata.namespace],
      selector: selector ?? EVERYTHING,
      endpoints: endpoints.map((endpoint) => toEndpoint(kind, endpoint)),
    };
  });
}

const EVERYTHING: LabelSelector = { matchLabels: {}, matchExpressions: [] };

function toEndpoint(
  kind: MetricsMonitor["kind"],
  {
    port,
    portNumber,
    targetPort,
    scheme,
    tlsConfig,
  }: z.output<typeof endpointSchema>,
): MonitorEndpoint {
  const withMeshCertificate =
    scheme.toLowerCase() === "https" &&
    isMeshCertificate(tlsConfig?.certFile ?? "");
  if (port !== "") {
    const by = kind === "ServiceMonitor" ? "service-port" : "container-port";
    return { by, port, withMeshCertificate };
  }
  const container = portNumber ?? targetPort ?? "";
  return container === ""
    ? { by: "every-port", port: "", withMeshCertificate }
    : { by: "container-port", port: container, withMeshCertificate };
}

/**
 * Where a sidecar writes the certificate of its workload for others to read, as Istio's guide for Prometheus has it;
 * the file keeps its name wherever it is mounted. Any other certificate may be the mesh's or not.
 */
function isMeshCertificate(file: string): boolean {
  return (
    file.startsWith("/etc/prom-certs/") || file.endsWith("/cert-chain.pem")
  );
}
