/** What crosses the HTTP border when a button is pressed. Isomorphic, as `contract.ts`. */
import { z } from "zod";
import {
  actionSchema,
  callerSchema,
  clientSendsSchema,
  isoTime,
  objectRefSchema,
  reasonSchema,
  windowSchema,
} from "./contract";

const dnsName = z
  .string()
  .regex(
    /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/,
    "must be a Kubernetes object name",
  );

export const enforcementRequestSchema = z.strictObject({
  action: actionSchema,
  namespace: dnsName,
  service: dnsName,
  window: windowSchema,
  /** The plan the user looked at; required unless dryRun. A plan that has changed since is refused. */
  planHash: z.string().optional(),
  /** The service's name, typed by the user; required where the plan says `needsConfirmation`. */
  confirmation: z.string().optional(),
});
export type EnforcementRequest = z.infer<typeof enforcementRequestSchema>;

export const operationSchema = z.object({
  verb: z.enum(["create", "edit", "delete"]),
  object: objectRefSchema,
  apiVersion: z.string(),
  /** YAML without managedFields; null where there is no object. */
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** The same act by hand. */
  kubectl: z.string(),
});

export const portEffectSchema = z.object({
  workload: objectRefSchema,
  /** Workload (target) port; null = every port that has no entry of its own. */
  port: z.int().nullable(),
  before: z.enum(["STRICT", "PERMISSIVE", "DISABLE"]),
  after: z.enum(["STRICT", "PERMISSIVE", "DISABLE"]),
  services: z.array(z.string()),
});

/** What the meshed clients of a namespace send before and after the change. */
export const clientEffectSchema = z.object({
  namespace: z.string(),
  before: clientSendsSchema,
  after: clientSendsSchema,
});

export const planSchema = z.object({
  action: actionSchema,
  namespace: z.string(),
  service: z.string(),
  planHash: z.string(),
  operations: z.array(operationSchema),
  effects: z.array(portEffectSchema),
  clientEffects: z.array(clientEffectSchema),
  /** Callers seen in plaintext who will be refused. */
  refused: z.array(
    callerSchema.extend({
      /** Its proxy is told to send mutual TLS by now: the plaintext may be from before that, or go around the proxy. */
      toldMutualTls: z.boolean(),
    }),
  ),
  /** Callers who go on working. */
  unaffected: z.array(callerSchema),
  objections: z.array(reasonSchema),
  needsConfirmation: z.boolean(),
  /** What the API server answered to the same request with dryRun=All. */
  dryRun: z.union([
    z.object({ accepted: z.literal(true), warnings: z.array(z.string()) }),
    z.object({
      accepted: z.literal(false),
      code: z.string(),
      message: z.string(),
      remedy: z.string(),
    }),
  ]),
});
export type Plan = z.infer<typeof planSchema>;

export const enforcementOutcomeSchema = z.object({
  action: actionSchema,
  namespace: z.string(),
  service: z.string(),
  applied: z.array(objectRefSchema),
  at: isoTime,
});
export type EnforcementOutcome = z.infer<typeof enforcementOutcomeSchema>;
