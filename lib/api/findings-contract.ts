/** What `GET /api/findings` takes and gives. Isomorphic, as `contract.ts`. */
import { z } from "zod";
import { FINDING_CODES } from "@/lib/mesh/findings/finding";
import { isoTime, sourceSchema } from "./contract";
import { findingSchema, findingSeveritySchema } from "./finding-schema";

/** At most these are sent, the most severe first; `total` says how many there are. */
export const FINDINGS_LIMIT = 1_000;

/** Beyond these, findings that are alike make room for others: one rule can break thousands of calls. */
export const FINDINGS_ALIKE_LIMIT = 20;

export const FINDINGS_TEXT_LIMIT = 200;

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
    code: z.enum(FINDING_CODES).optional(),
    /** Words that must all occur: in a code, or in the kind, name or namespace of an object or a service. */
    text: z.string().max(FINDINGS_TEXT_LIMIT).optional(),
    /**
     * Codes that count as holding one of these words all the same, because their title in the reader's language
     * does: the word's place and the code, e.g. "0.policy-shadowed,1.policy-invalid".
     */
    titled: z.string().max(8_000).transform(readTitled).optional(),
  })
  .refine(
    ({ namespace, service }) =>
      service === undefined || namespace !== undefined,
    { path: ["service"], message: "needs its namespace" },
  );
export type FindingsQuery = z.output<typeof findingsQuerySchema>;
/** As it stands in an address. */
export type FindingsQueryText = z.input<typeof findingsQuerySchema>;

/** The words of a text, as the filter takes them. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

/** Which codes hold the word at a place. */
export type Titled = ReadonlyMap<number, ReadonlySet<string>>;

function readTitled(text: string, context: z.RefinementCtx): Titled {
  const titled = new Map<number, Set<string>>();
  for (const entry of text.split(",").filter(Boolean)) {
    const [, place, code] = /^(\d{1,2})\.([a-z-]{1,64})$/.exec(entry) ?? [];
    if (place === undefined || code === undefined) {
      context.addIssue("is no list of places and codes");
      return z.NEVER;
    }
    const codes = titled.get(Number(place));
    if (codes) codes.add(code);
    else titled.set(Number(place), new Set([code]));
  }
  return titled;
}

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
  /** Of what the query selects, whichever severity is asked for. */
  counts: z.object({
    error: z.int().nonnegative(),
    warning: z.int().nonnegative(),
    info: z.int().nonnegative(),
  }),
  /** Every namespace with findings, whatever is asked for. */
  namespaces: z.array(
    z.object({ name: z.string(), findings: z.int().positive() }),
  ),
  /** How many the query selects of each code, whichever code is asked for; in the order of `findings`. */
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
