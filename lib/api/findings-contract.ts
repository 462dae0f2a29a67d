/** What `GET /api/findings` takes and gives. Isomorphic, as `contract.ts`. */
import { z } from "zod";
import { FINDING_CODES } from "@/lib/mesh/findings/finding";
import { isoTime, sourceSchema } from "./contract";
import { findingSchema, findingSeveritySchema } from "./finding-schema";

/** At most these are sent, the most severe first; `total` says how many there are. */
export const FINDINGS_LIMIT = 1_000;

/** Beyond these, findings that are alike make room for others: one rule can break thousands of calls. */
export const FINDINGS_ALIKE_LIMIT = 20;

/** Kubernetes' names: nothing else can be asked for. */
const name = z
  .string()
  .regex(/^[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?$/, "is no name of Kubernetes");

export const findingsQuerySchema = z
  .strictObject({
    /** Only what concerns an object or a service of this namespace. */
    namespace: name.optional(),
    /** Only what touches this service; needs its namespace. */
    service: name.optional(),
    severity: findingSeveritySchema.optional(),
  })
  .refine(
    ({ namespace, service }) =>
      service === undefined || namespace !== undefined,
    { path: ["service"], message: "needs its namespace" },
  );
export type FindingsQuery = z.infer<typeof findingsQuerySchema>;

export const findingsSchema = z.object({
  /** Differs whenever anything in the answer may differ. */
  version: z.string(),
  takenAt: isoTime,
  /** false = something could not be read: what depends on it is not listed, and nothing found does not mean all is well. */
  complete: z.boolean(),
  /** What could not be read completely, and why. */
  unread: z.array(sourceSchema),
  /** What was looked through. */
  examined: z.object({
    /** PeerAuthentications, Policies and MeshPolicies. */
    policies: z.int().nonnegative(),
    /** DestinationRules */
    rules: z.int().nonnegative(),
    services: z.int().nonnegative(),
    pods: z.int().nonnegative(),
  }),
  /** How many the query selects; `findings` may hold fewer. */
  total: z.int().nonnegative(),
  /** Of what namespace and service select, whichever severity is asked for. */
  counts: z.object({
    error: z.int().nonnegative(),
    warning: z.int().nonnegative(),
    info: z.int().nonnegative(),
  }),
  /** Every namespace with findings, whatever is asked for. */
  namespaces: z.array(
    z.object({ name: z.string(), findings: z.int().positive() }),
  ),
  /** How many the query selects of each code, in the order of `findings`. */
  codes: z.array(
    z.object({
      code: z.enum(FINDING_CODES),
      severity: findingSeveritySchema,
      findings: z.int().positive(),
    }),
  ),
  findings: z.array(findingSchema),
});
export type Findings = z.infer<typeof findingsSchema>;
