import type { ApiServerCallee, CronJob } from "@/lib/mesh/objects";
import {
  apiServiceSchema,
  cronJobSchema,
  customResourceDefinitionSchema,
  webhookConfigurationSchema,
} from "./core-schema";
import { istioAnnotations } from "./object-meta";
import { labelsOnly, projector } from "./projection";

export const projectCronJob = projector(
  cronJobSchema,
  ({ metadata, spec, status }): CronJob => {
    const { template } = spec.jobTemplate.spec;
    return {
      namespace: metadata.namespace,
      name: metadata.name,
      suspended: spec.suspend,
      lastRunAt: status?.lastScheduleTime ?? null,
      template: {
        labels: template.metadata?.labels ?? {},
        annotations: istioAnnotations(template.metadata?.annotations ?? {}),
        hostNetwork: template.spec?.hostNetwork ?? false,
      },
    };
  },
);

/** Services that the API server calls before it takes an object. Webhooks outside the cluster name none. */
export function webhookProjector(
  kind: "MutatingWebhookConfiguration" | "ValidatingWebhookConfiguration",
) {
  return projector(
    webhookConfigurationSchema,
    ({ metadata, webhooks }): readonly ApiServerCallee[] => {
      const by = { kind, namespace: "", name: metadata.name };
      return webhooks.flatMap(({ clientConfig: { service } }) =>
        service ? [{ service, by }] : [],
      );
    },
    labelsOnly,
  );
}

/** A service that answers for a part of the Kubernetes API; built-in parts name none. */
export const projectApiService = projector(
  apiServiceSchema,
  ({ metadata, spec: { service } }): readonly ApiServerCallee[] =>
    service
      ? [
          {
            service,
            by: { kind: "APIService", namespace: "", name: metadata.name },
          },
        ]
      : [],
  labelsOnly,
);

/**
 * The service that turns a custom resource of one version into another's. The schemas, which make these the largest
 * objects of many clusters, end here.
 */
export const projectCustomResourceDefinition = projector(
  customResourceDefinitionSchema,
  ({ metadata, spec: { conversion } }): readonly ApiServerCallee[] => {
    const config =
      conversion?.webhook?.clientConfig ?? conversion?.webhookClientConfig;
    return conversion?.strategy === "Webhook" && config?.service
      ? [
          {
            service: config.service,
            by: {
              kind: "CustomResourceDefinition",
              namespace: "",
              name: metadata.name,
            },
          },
        ]
      : NO_CALLEES;
  },
  labelsOnly,
);

const NO_CALLEES: readonly ApiServerCallee[] = [];
