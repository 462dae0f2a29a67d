import { z } from "zod";
import type { Ingress, IngressClass } from "@/lib/mesh/ingress";
import { labelsOnly, projector } from "./projection";
import { metadataSchema } from "./schema";
import { list, text } from "./schema-parts";

/** v1beta1 names the service directly; a backend may be no service at all. */
const backendSchema = z
  .object({
    service: z.object({ name: z.string() }).nullish(),
    serviceName: text,
  })
  .nullish();

type Backend = z.output<typeof backendSchema>;

const ingressSchema = z.object({
  metadata: metadataSchema,
  spec: z
    .object({
      ingressClassName: text,
      defaultBackend: backendSchema,
      backend: backendSchema,
      rules: list(
        z.object({
          http: z
            .object({ paths: list(z.object({ backend: backendSchema })) })
            .nullish(),
        }),
      ),
    })
    .nullish(),
});

export const projectIngress = projector(
  ingressSchema,
  ({ metadata, spec }): Ingress => {
    const annotated = metadata.annotations["kubernetes.io/ingress.class"] ?? "";
    const backends: readonly Backend[] = [
      spec?.defaultBackend,
      spec?.backend,
      ...(spec?.rules ?? []).flatMap(({ http }) =>
        (http?.paths ?? []).map(({ backend }) => backend),
      ),
    ];
    return {
      namespace: metadata.namespace,
      name: metadata.name,
      className: annotated || spec?.ingressClassName || null,
      isClassAnnotated: annotated !== "",
      services: [...new Set(backends.map(serviceOf))].filter(
        (service) => service !== "",
      ),
    };
  },
  labelsOnly,
);

export const projectIngressClass = projector(
  z.object({
    metadata: metadataSchema,
    spec: z.object({ controller: text }).nullish(),
  }),
  ({ metadata, spec }): IngressClass => ({
    name: metadata.name,
    controller: spec?.controller ?? "",
  }),
  labelsOnly,
);

function serviceOf(backend: Backend): string {
  return backend?.service?.name || backend?.serviceName || "";
}
