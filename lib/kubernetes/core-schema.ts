import { z } from "zod";
import { metadataSchema } from "./schema";
import { flag, list, text } from "./schema-parts";

/** The fields we read of Kubernetes' own kinds; the same rules as for Istio's. */

export const namespaceSchema = z.object({ metadata: metadataSchema });

export const serviceSchema = z.object({
  metadata: metadataSchema,
  spec: z
    .object({
      type: text,
      clusterIP: text,
      externalName: text,
      externalIPs: list(z.string()),
      selector: z.record(z.string(), z.string()).nullish(),
      ports: list(
        z.object({
          name: text,
          port: z.int(),
          targetPort: z.union([z.int(), z.string()]).nullish(),
          protocol: text,
          appProtocol: z.string().nullish(),
        }),
      ),
    })
    .nullish(),
  status: z
    .object({
      loadBalancer: z
        .object({ ingress: list(z.object({ ip: text })) })
        .nullish(),
    })
    .nullish(),
});

export const nodeSchema = z.object({
  metadata: metadataSchema,
  spec: z.object({ podCIDR: text, podCIDRs: list(z.string()) }).nullish(),
  status: z
    .object({ addresses: list(z.object({ address: z.string() })) })
    .nullish(),
});

const probePort = z.object({ port: z.union([z.int(), z.string()]) }).nullish();

/** An exec probe has none of these. */
const probeSchema = z
  .object({ httpGet: probePort, tcpSocket: probePort, grpc: probePort })
  .nullish();

const containerSchema = z.object({
  name: z.string(),
  image: text,
  restartPolicy: text,
  args: list(z.string()),
  // Only read of control planes: anybody else's is none of our business.
  env: z.unknown().optional(),
  ports: list(z.object({ name: text, containerPort: z.int(), protocol: text })),
  livenessProbe: probeSchema,
  readinessProbe: probeSchema,
  startupProbe: probeSchema,
});

const containerStatuses = list(
  z.object({
    state: z
      .object({
        terminated: z.object({ finishedAt: z.string().nullish() }).nullish(),
      })
      .nullish(),
  }),
);

export const podSchema = z.object({
  metadata: metadataSchema,
  spec: z.object({
    nodeName: text,
    hostNetwork: flag,
    serviceAccountName: text,
    containers: list(containerSchema),
    initContainers: list(containerSchema),
  }),
  status: z
    .object({
      phase: text,
      podIP: z.string().nullish(),
      startTime: z.string().nullish(),
      containerStatuses,
      initContainerStatuses: containerStatuses,
      podIPs: list(z.object({ ip: text })),
      conditions: list(z.object({ type: z.string(), status: z.string() })),
    })
    .nullish(),
});

export const endpointSliceSchema = z.object({
  metadata: metadataSchema,
  endpoints: list(
    z.object({
      addresses: list(z.string()),
      conditions: z.object({ ready: z.boolean().nullish() }).nullish(),
      targetRef: z.object({ kind: text, name: text }).nullish(),
    }),
  ),
  ports: list(z.object({ name: text, port: z.int().nullish() })),
});

export const configMapSchema = z.object({
  metadata: metadataSchema,
  data: z.record(z.string(), z.string()).nullish(),
});

export const cronJobSchema = z.object({
  metadata: metadataSchema,
  spec: z.object({
    suspend: flag,
    jobTemplate: z.object({
      spec: z.object({
        template: z.object({
          metadata: z
            .object({
              labels: z.record(z.string(), z.string()).nullish(),
              annotations: z.record(z.string(), z.string()).nullish(),
            })
            .nullish(),
          spec: z.object({ hostNetwork: flag }).nullish(),
        }),
      }),
    }),
  }),
  status: z.object({ lastScheduleTime: z.string().nullish() }).nullish(),
});

/** The port is 443 unless told otherwise (ServiceReference of each of the three APIs). */
const serviceReference = z
  .object({
    namespace: z.string(),
    name: z.string(),
    port: z
      .int()
      .nullish()
      .transform((port) => port ?? 443),
  })
  .nullish();

const webhookClientConfig = z.object({ service: serviceReference });

export const webhookConfigurationSchema = z.object({
  metadata: metadataSchema,
  webhooks: list(z.object({ clientConfig: webhookClientConfig })),
});

/** v1beta1 has the client's configuration one level higher. */
export const customResourceDefinitionSchema = z.object({
  metadata: metadataSchema,
  spec: z.object({
    conversion: z
      .object({
        strategy: text,
        webhook: z
          .object({ clientConfig: webhookClientConfig.nullish() })
          .nullish(),
        webhookClientConfig: webhookClientConfig.nullish(),
      })
      .nullish(),
  }),
});

export const apiServiceSchema = z.object({
  metadata: metadataSchema,
  spec: z.object({ service: serviceReference }),
});
