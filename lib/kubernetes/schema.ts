import { z } from "zod";
import type { Labels } from "@/lib/mesh/objects";
import { isPort } from "@/lib/mesh/server/peer-authentication-validation";
import { trafficPolicySchema } from "@/lib/mesh/traffic-policy-schema";
import { isRecord } from "./record";
import { list, text } from "./schema-parts";

/**
 * The fields we read of each kind. Unknown fields pass; a field of the wrong type makes the object unreadable,
 * which is told, never guessed around. API servers write absent lists and maps as missing or as null.
 */

/** The map as it came: a copy of every label of a large mesh would cost more than all the rest. */
export const stringMap = z
  .custom<Labels>(isMapOfTexts, "is not a map of texts")
  .nullish()
  .transform((map) => map ?? {});

function isMapOfTexts(value: unknown): boolean {
  if (!isRecord(value)) return false;
  for (const key in value) {
    if (typeof value[key] !== "string") return false;
  }
  return true;
}

const ownerReferenceSchema = z.object({
  kind: z.string(),
  name: z.string(),
  uid: text,
  controller: z.boolean().nullish(),
});

export const metadataSchema = z.object({
  name: z.string().min(1),
  namespace: text,
  uid: text,
  resourceVersion: text,
  creationTimestamp: z
    .string()
    .nullish()
    .transform((value) => value ?? null),
  labels: stringMap,
  annotations: stringMap,
  ownerReferences: list(ownerReferenceSchema),
});

/** Of kinds that we write: who else does is worth its length there. */
export const writtenMetadataSchema = metadataSchema.extend({
  managedFields: list(z.object({ manager: text })),
});

export const metadataOnlySchema = z.object({ metadata: metadataSchema });

/** `matchLabels` of an Istio selector: absent and null are "no selector", an empty object is one without labels. */
const istioSelector = z
  .object({ matchLabels: stringMap })
  .nullish()
  .transform((selector) => selector?.matchLabels ?? null);

const policyMode = z
  .enum(["UNSET", "DISABLE", "PERMISSIVE", "STRICT"])
  .nullish()
  .transform((mode) => mode ?? "UNSET");
const mutualTls = z
  .object({ mode: policyMode })
  .nullish()
  .transform((mtls) => mtls?.mode ?? "UNSET");

export const peerAuthenticationSchema = z.object({
  metadata: writtenMetadataSchema,
  spec: z
    .object({
      selector: istioSelector,
      mtls: mutualTls,
      portLevelMtls: z
        // istiod reads no policy with a key that is no port, so neither may we.
        .record(z.string().refine(isPort, "is not a port number"), mutualTls)
        .nullish()
        .transform((ports) => ports ?? {}),
    })
    .nullish(),
});

export const destinationRuleSchema = z.object({
  metadata: writtenMetadataSchema,
  spec: z.object({
    host: z.string().min(1),
    exportTo: list(z.string()),
    workloadSelector: istioSelector,
    trafficPolicy: trafficPolicySchema,
    subsets: list(
      z.object({
        name: z.string(),
        labels: stringMap,
        trafficPolicy: trafficPolicySchema,
      }),
    ),
  }),
});

const sourceSchema = z.looseObject({});
export const authorizationPolicySchema = z.object({
  metadata: metadataSchema,
  spec: z
    .object({
      selector: istioSelector,
      action: z
        .string()
        .nullish()
        .transform((action) => action || "ALLOW"),
      rules: list(
        z.object({
          from: list(z.object({ source: sourceSchema.nullish() })),
          when: list(z.object({ key: z.string() })),
        }),
      ),
    })
    .nullish(),
});

/** `mtls: null` and `mtls: {}` both mean STRICT; the key's presence is what counts (semantics C). */
const legacyPeer = z.looseObject({
  mtls: z
    .object({
      mode: z.enum(["STRICT", "PERMISSIVE"]).nullish(),
      allowTls: z.boolean().nullish(),
    })
    .nullish(),
});

export const legacyPolicySchema = z.object({
  metadata: writtenMetadataSchema,
  spec: z
    .object({
      targets: list(
        z.object({
          name: z.string(),
          ports: list(
            z.object({ number: z.int().nullish(), name: z.string().nullish() }),
          ),
        }),
      ),
      peers: list(legacyPeer),
      origins: list(z.looseObject({})),
      peerIsOptional: z
        .boolean()
        .nullish()
        .transform((value) => value ?? false),
    })
    .nullish(),
});

export type RawMetadata = z.infer<typeof metadataSchema>;
