/** What the overview shows: how far the work is, what is next, what stands in the way, what happened. */
import { z } from "zod";
import { REASON_CODES, VERDICT_STATES } from "@/lib/mesh/readiness/reason";
import {
  countsSchema,
  isoTime,
  objectRefSchema,
  reasonSchema,
  verdictStateSchema,
  windowSchema,
} from "./contract";
import { trafficStepSchema } from "./service-traffic-contract";

const count = z.int().nonnegative();

const reasonCodeSchema = z.enum(REASON_CODES);

const serviceNameSchema = z.object({ namespace: z.string(), name: z.string() });

export const overviewServiceSchema = serviceNameSchema.extend({
  state: verdictStateSchema,
  /** The first of its reasons. */
  reason: reasonSchema,
});
export type OverviewService = z.infer<typeof overviewServiceSchema>;

export const overviewNamespaceSchema = z.object({
  name: z.string(),
  services: count,
  counts: z.record(z.enum(VERDICT_STATES), count),
  /** The state furthest from locked. */
  worst: verdictStateSchema.nullable(),
  /** The first reason of most services in that state. */
  worstReason: reasonCodeSchema.nullable(),
});
export type OverviewNamespace = z.infer<typeof overviewNamespaceSchema>;

/** @returns the schema of what blocks most, of one kind */
function blockersSchema<T extends z.ZodType>(what: T) {
  return z.object({
    /** How many different ones there are. */
    total: count,
    /** Those that block most, at most ten. */
    first: z.array(
      z.object({
        what,
        /** Services in whose way it stands. */
        services: count,
        /** Of those, services in whose way nothing else stands. */
        alone: count,
      }),
    ),
  });
}

export const overviewChangeSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("object"),
    /** When it was created, or when its change was noticed. */
    at: isoTime,
    happened: z.enum(["created", "changed", "deleted"]),
    object: objectRefSchema,
    /** What it says of mutual TLS as a whole, e.g. "STRICT"; null = nothing, or it was not there. */
    before: z.string().nullable(),
    after: z.string().nullable(),
  }),
  z.object({
    kind: z.literal("verdict"),
    /** When it was noticed. */
    at: isoTime,
    from: verdictStateSchema,
    to: verdictStateSchema,
    /** How many services changed so at once. */
    count: z.int().positive(),
    /** The first few of them. */
    services: z.array(serviceNameSchema),
  }),
]);
export type OverviewChange = z.infer<typeof overviewChangeSchema>;

const workSchema = z.object({
  count,
  /** In the order of the work, at most five. */
  first: z.array(overviewServiceSchema),
});

export const overviewSchema = z.object({
  /** Differs whenever the answer may differ. */
  version: z.string(),
  takenAt: isoTime,
  /** The moment the traffic figures speak of, by Prometheus' clock; null = no traffic figures. */
  trafficAsOf: isoTime.nullable(),
  window: windowSchema,
  /** Calls to all services, each counted once. Without `trafficAsOf` they are not known, and not zero. */
  requests: countsSchema,
  connections: countsSchema,
  /** Every service, by its verdict. */
  work: z.record(z.enum(VERDICT_STATES), workSchema),
  namespaces: z.object({
    total: count,
    /** In the order of the work, at most a hundred. */
    first: z.array(overviewNamespaceSchema),
  }),
  blockers: z.object({
    /** Workloads that send plaintext; null names are all those of whom telemetry has none. */
    callers: blockersSchema(
      z.object({
        namespace: z.string().nullable(),
        workload: z.string().nullable(),
      }),
    ),
    objects: blockersSchema(objectRefSchema),
    reasons: blockersSchema(reasonCodeSchema),
  }),
  changes: z.object({
    /** Since when changes are noticed; of before, only what objects of the last week carry. */
    since: isoTime,
    /** Newest first. */
    list: z.array(overviewChangeSchema),
  }),
});
export type Overview = z.infer<typeof overviewSchema>;

/**
 * The course of all calls that any proxy of the mesh received. An illustration: its sums may differ a little
 * from the figures of the overview.
 */
export const meshTrafficSchema = z.object({
  window: windowSchema,
  stepSeconds: z.int().positive(),
  /** Oldest first, without holes. */
  steps: z.array(
    trafficStepSchema.extend({
      /** Proxies scraped at its end: where they are fewer than at others, calls are missing. */
      proxies: count,
    }),
  ),
  /** Prometheus' own doubts about this answer. */
  warnings: z.array(z.string()),
});
export type MeshTraffic = z.infer<typeof meshTrafficSchema>;
