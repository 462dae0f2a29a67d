import { z } from "zod";
import type { SidecarResource } from "@/lib/mesh/sidecar-resource";
import { projector } from "./projection";
import { metadataSchema, stringMap } from "./schema";
import { list } from "./schema-parts";

const sidecarSchema = z.object({
  metadata: metadataSchema,
  spec: z
    .object({
      workloadSelector: z.object({ labels: stringMap }).nullish(),
      egress: list(
        z.object({
          port: z.object({ number: z.int().nullish() }).nullish(),
          hosts: list(z.string()),
        }),
      ),
      outboundTrafficPolicy: z
        .object({ mode: z.enum(["REGISTRY_ONLY", "ALLOW_ANY"]).nullish() })
        .nullish(),
    })
    .nullish(),
});

export const projectSidecar = projector(
  sidecarSchema,
  ({ metadata, spec }): SidecarResource => ({
    namespace: metadata.namespace,
    name: metadata.name,
    createdAt: metadata.creationTimestamp,
    workloadSelector: spec?.workloadSelector?.labels ?? null,
    egress: (spec?.egress ?? []).map(({ port, hosts }) => ({
      // Port 0 is none: the listener takes every port that nothing else takes.
      port: port?.number || null,
      hosts,
    })),
    outboundTrafficPolicy: spec?.outboundTrafficPolicy?.mode ?? null,
  }),
);
