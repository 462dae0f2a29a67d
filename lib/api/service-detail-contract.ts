/** Everything that is known of one service: its line of the matrix, and what that line leaves out. */
import { z } from "zod";
import { candidateSchema } from "./attribution-contract";
import {
  callerSchema,
  clientTlsSchema,
  isoTime,
  policySchema,
  portPolicySchema,
  reasonSchema,
  serviceRowSchema,
  verdictSchema,
  windowSchema,
} from "./contract";

/** Calls nobody let in, of one caller to one service. */
export const refusedCallerSchema = z.object({
  namespace: z.string().nullable(),
  workload: z.string().nullable(),
  principal: z.string().nullable(),
  requests: z.int().nonnegative(),
  connections: z.int().nonnegative(),
  /** "failed" = the caller's own proxy saw the call fail, which a server that is down does to it too. */
  certainty: z.enum(["refused", "failed"]),
  firstAt: isoTime.nullable(),
  lastAt: isoTime.nullable(),
});
export type RefusedCaller = z.infer<typeof refusedCallerSchema>;

/** One port, and whether it may be locked: what names ports counts at its own, all else at every open one. */
export const detailPortSchema = portPolicySchema.extend({
  verdict: z.object({
    state: verdictSchema.shape.state,
    /** Most important first. */
    reasons: z.array(reasonSchema).min(1),
  }),
});
export type DetailPort = z.infer<typeof detailPortSchema>;

export const serviceDetailSchema = serviceRowSchema.extend({
  policy: policySchema.extend({ ports: z.array(detailPortSchema) }),
  verdict: verdictSchema.extend({
    /** All of them, the one that decided in front. */
    reasons: z.array(reasonSchema).min(1),
  }),
  firstPlaintextAt: isoTime.nullable(),
  clientTls: z.array(clientTlsSchema),
  callers: z.array(callerSchema),
  refusedCallers: z.array(refusedCallerSchema),
  /** Its own workloads with pods that no proxy stands before, where something helps against it. */
  withoutProxy: z.array(candidateSchema),
  /** How many further workloads. */
  moreWithoutProxy: z.int().nonnegative(),
});
export type ServiceDetail = z.infer<typeof serviceDetailSchema>;

export const serviceAnswerSchema = z.object({
  /** The snapshot's this was taken from. */
  version: z.string(),
  window: windowSchema,
  trafficAsOf: isoTime.nullable(),
  service: serviceDetailSchema,
});
export type ServiceAnswer = z.infer<typeof serviceAnswerSchema>;
