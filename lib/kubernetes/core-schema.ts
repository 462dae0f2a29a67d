import { z } from "zod";
import { metadataSchema } from "./schema";

/** The fields we read of Kubernetes' own kinds; the same rules as for Istio's. */

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? "");

function list<T extends z.ZodType>(item: T) {
  return z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
}

const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);

export const namespaceSchema = z.object({ metadata: metadataSchema });

export const serviceSchema = z.object({
  metadata: metadataSchema,
  spec: z
    .object({
      type: text,
      clusterIP: text,
      externalName: text,
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
});

const containerSchema = z.object({
  name: z.string(),
  image: text,
  restartPolicy: text,
  args: list(z.string()),
  // Only read of control planes: anybody else's is none of our business.
  env: z.unknown().optional(),
  ports: list(z.object({ name: text, containerPort: z.int(), protocol: text })),
});

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
