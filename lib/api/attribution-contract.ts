/** Who calls one service in plaintext, as it crosses the border. Isomorphic, as `contract.ts`. */

import { z } from "zod";
import { PLAINTEXT_CAUSES } from "@/lib/attribution/plaintext-cause";
import { REMEDY_CODES } from "@/lib/attribution/remedy-code";
import {
  isoTime,
  objectRefSchema,
  sourceSchema,
  windowSchema,
} from "./contract";

const dnsName = z
  .string()
  .regex(
    /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/,
    "must be a Kubernetes object name",
  );
const count = z.int().nonnegative();

/** How far back logs are read; they seldom reach further. */
export const MAX_SINCE_SECONDS = 86_400;

export const attributionRequestSchema = z.strictObject({
  namespace: dnsName,
  service: dnsName,
  sinceSeconds: z.int().min(60).max(MAX_SINCE_SECONDS).default(3_600),
});
export type AttributionRequest = z.input<typeof attributionRequestSchema>;

/** Why somebody sends plaintext; sentences in `lib/words`. */
export const plaintextCauseSchema = z.enum([
  ...PLAINTEXT_CAUSES,
  "node",
  "node-with-api-server",
  "api-server",
  "load-balancer",
  /** It was gone before we could look at it. */
  "gone",
]);
export type PlaintextCauseDto = z.infer<typeof plaintextCauseSchema>;

export const remedySchema = z.object({
  code: z.enum(REMEDY_CODES),
  /** Ready for a POSIX shell, in this order; empty where none helps. */
  commands: z.array(z.string()),
});
export type RemedyDto = z.infer<typeof remedySchema>;

const reasonFields = {
  cause: plaintextCauseSchema,
  /** What to change: the namespace, the workload or the rule; null where it is no object. */
  object: objectRefSchema.nullable(),
  remedy: remedySchema,
};

export const candidateSchema = z.object({
  workload: objectRefSchema,
  pods: count,
  ...reasonFields,
});

/** Log lines: a request each where the port speaks HTTP, a connection each elsewhere. */
const lineCounts = {
  accepted: count,
  /** Turned away by the proxy: still knocking. */
  refused: count,
  lastAt: isoTime.nullable(),
};

export const callerNameSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("workload"), workload: objectRefSchema }),
  z.object({
    kind: z.literal("node"),
    node: z.string(),
    /** An API server answers at this address, too: it may have been that. */
    apiServer: z.boolean(),
  }),
  z.object({ kind: z.literal("api-server") }),
  z.object({ kind: z.literal("load-balancer"), service: objectRefSchema }),
]);

export const attributedCallerSchema = z.object({
  who: callerNameSchema,
  /** At most five names; `morePods` counts the rest. */
  pods: z.array(z.string()),
  morePods: count,
  addresses: z.array(z.string()),
  moreAddresses: count,
  /** At most twenty, in order; `morePorts` counts the rest. */
  ports: z.array(z.int()),
  morePorts: count,
  ...lineCounts,
  ...reasonFields,
});
export type AttributedCallerDto = z.infer<typeof attributedCallerSchema>;

export const logSourceSchema = z.object({
  kind: z.enum(["sidecar", "ztunnel"]),
  namespace: z.string(),
  pod: z.string(),
  container: z.string(),
  /** Pods of the service it tells of. */
  about: z.array(z.string()),
  outcome: z.enum([
    "read",
    "no-lines",
    "logging-off",
    "logging-elsewhere",
    "logging-unknown",
    "not-understood",
    "forbidden",
    "not-found",
    "timeout",
    "unreachable",
    "failed",
  ]),
  lines: count,
  accessLines: count,
  notUnderstood: count,
  /** Which part of the log was too much to read. */
  missing: z.enum(["none", "oldest", "newest"]),
  /** First and last call in it. */
  from: isoTime.nullable(),
  to: isoTime.nullable(),
  /** What is left out of the log by its own settings. */
  filter: z.enum(["none", "plaintext-only", "other"]),
  /** The Telemetry that decides about it, and since when; null = the mesh config. */
  decidedBy: objectRefSchema.nullable(),
  since: isoTime.nullable(),
  problem: z.string().nullable(),
});
export type LogSourceDto = z.infer<typeof logSourceSchema>;

export const attributionSchema = z.object({
  namespace: z.string(),
  service: z.string(),
  sinceSeconds: count,
  readAt: isoTime,
  /** From the cluster's objects and from telemetry; nobody in `told` and `unmeshed` was seen calling. */
  reasoning: z.object({
    window: windowSchema,
    telemetryRead: z.boolean(),
    /**
     * Plaintext callers that telemetry names: hints, because no name of theirs was proved (semantics D2).
     * Requests and connections, never to be added.
     */
    named: z.array(
      z.object({
        namespace: z.string().nullable(),
        workload: z.string(),
        requests: count,
        connections: count,
        lastAt: isoTime.nullable(),
      }),
    ),
    /** Plaintext that telemetry counted without a name. */
    unnamed: z
      .object({
        requests: count,
        connections: count,
        lastAt: isoTime.nullable(),
      })
      .nullable(),
    told: z.array(candidateSchema),
    moreTold: count,
    unmeshed: z.array(candidateSchema),
    moreUnmeshed: count,
    /** NetworkPolicies are not read: some candidates may not be able to reach the service. */
    networkPoliciesRead: z.literal(false),
  }),
  log: z.object({
    /** Only "none-in-these-logs" says that nobody called, and only for the time they span. */
    verdict: z.enum([
      "plaintext-found",
      "none-in-these-logs",
      "none-in-what-was-read",
      "nothing-read",
    ]),
    sources: z.array(logSourceSchema),
    podsLeftOut: count,
    podsWithoutZtunnel: count,
    podsWithoutProxy: count,
    callers: z.array(attributedCallerSchema),
    moreCallers: count,
    notAttributed: z.object({
      addresses: z.array(
        z.object({
          ip: z.string(),
          /** "pod-range": of a pod that was gone before we began to watch. */
          place: z.enum(["pod-range", "outside", "not-known"]),
          ...lineCounts,
        }),
      ),
      moreAddresses: count,
      /**
       * Addresses whose caller is one of these at most five, or of `moreBetween` others. One name alone: its
       * pod had ended, and nobody knows whether that was before the call.
       */
      ambiguous: z.array(
        z.object({
          ip: z.string(),
          between: z.array(callerNameSchema),
          moreBetween: count,
          ...lineCounts,
        }),
      ),
      moreAmbiguous: count,
      claimedByHeader: count,
      withoutAddress: count,
    }),
    /** Lines with an identity that the proxy checked. */
    mutualTls: count,
    /** Lines with a server name as Istio's clients send it, and no identity: a claim. */
    mutualTlsClaimed: count,
    transportUnknown: count,
  }),
  /** What could not be read of what names callers. */
  unread: z.array(sourceSchema),
});
export type AttributionDto = z.infer<typeof attributionSchema>;
