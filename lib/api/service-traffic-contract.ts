/** The course of the calls to one service. */
import { z } from "zod";
import { countsSchema, isoTime, windowSchema } from "./contract";

/** One step of a service's traffic. */
export const trafficStepSchema = z.object({
  /** The end of the step, by Prometheus' clock. */
  endsAt: isoTime,
  /** What was counted within the step; null = Prometheus has nothing to say about it, which is not zero. */
  calls: z
    .object({ requests: countsSchema, connections: countsSchema })
    .nullable(),
});
export type TrafficStep = z.infer<typeof trafficStepSchema>;

/**
 * The course of the calls to a service's workloads, through whichever service they came. Its sums
 * may differ a little from the figures of the snapshot, which are extrapolated and decide alone.
 */
export const serviceTrafficSchema = z.object({
  namespace: z.string(),
  service: z.string(),
  window: windowSchema,
  /** null = there are no steps. */
  stepSeconds: z.int().positive().nullable(),
  /** Whose calls are counted; empty = no pods stand behind the service, and there are no steps. */
  workloads: z.array(z.string()),
  /** Oldest first, without holes. */
  steps: z.array(trafficStepSchema),
  /** Prometheus' own doubts about this answer. */
  warnings: z.array(z.string()),
});
export type ServiceTraffic = z.infer<typeof serviceTrafficSchema>;
