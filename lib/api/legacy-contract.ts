/** What `GET /api/legacy-translation` gives. Isomorphic, as `contract.ts`. */
import { z } from "zod";
import {
  legacyObedienceSchema,
  objectRefSchema,
  serviceModeSchema,
  sourceSchema,
} from "./contract";

export const translationProblemCodeSchema = z.enum([
  "service-not-found",
  "service-without-selector",
  "target-port-ambiguous",
  "root-namespace-only",
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
  obeyed: legacyObedienceSchema,
  /** What could not be read: the translation may then lack something. */
  unread: z.array(sourceSchema),
  /** PeerAuthentications that mean the same, ready to be applied. */
  manifests: z.array(
    z.object({
      object: objectRefSchema,
      /** The Policies or the MeshPolicy it stands for; empty = it says what the absence of all meant. */
      origins: z.array(objectRefSchema),
      yaml: z.string(),
    }),
  ),
  /** What has no counterpart. */
  problems: z.array(
    z.object({
      policy: objectRefSchema,
      /** "namespace/name" */
      service: z.string(),
      code: translationProblemCodeSchema,
    }),
  ),
  /** Ports of pods with a proxy that would accept something else; empty = the same everywhere. */
  differences: z.array(
    z.object({
      /** The service port that leads there; null = no service declares the port. */
      through: z.object({ service: objectRefSchema, port: z.int() }).nullable(),
      pod: objectRefSchema,
      /** Of the pod; null = every port that no service declares and no policy lists. */
      podPort: z.int().nullable(),
      before: serviceModeSchema,
      after: serviceModeSchema,
    }),
  ),
});
export type LegacyTranslation = z.infer<typeof legacyTranslationSchema>;
