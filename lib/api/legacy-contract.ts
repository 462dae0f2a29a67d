/** What `GET /api/legacy-translation` gives. Isomorphic, as `contract.ts`. */
import { z } from "zod";
import { objectRefSchema, serviceModeSchema, sourceSchema } from "./contract";

export const translationProblemCodeSchema = z.enum([
  "service-not-found",
  "service-without-selector",
  "target-port-ambiguous",
]);
export type TranslationProblemCode = z.infer<
  typeof translationProblemCodeSchema
>;

export const legacyTranslationSchema = z.object({
  /** Differs whenever anything in the answer may differ. */
  version: z.string(),
  /** How many Policies and MeshPolicies there are. */
  policies: z.int().nonnegative(),
  /** Whether the control plane obeys them; "no" = they mean nothing any more, and nothing is translated. */
  obeyed: z.enum(["yes", "no", "unknown"]),
  /** What could not be read: the translation may then lack something. */
  unread: z.array(sourceSchema),
  /** PeerAuthentications that mean the same, ready to be applied. */
  manifests: z.array(z.object({ object: objectRefSchema, yaml: z.string() })),
  /** What has no counterpart. */
  problems: z.array(
    z.object({
      policy: objectRefSchema,
      /** "namespace/name" */
      service: z.string(),
      code: translationProblemCodeSchema,
    }),
  ),
  /** Pods that would accept something else at a service port; empty = the same everywhere. */
  differences: z.array(
    z.object({
      service: objectRefSchema,
      servicePort: z.int(),
      pod: objectRefSchema,
      before: serviceModeSchema,
      after: serviceModeSchema,
    }),
  ),
});
export type LegacyTranslation = z.infer<typeof legacyTranslationSchema>;
