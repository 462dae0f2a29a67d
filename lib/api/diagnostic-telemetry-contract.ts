/** Switching the access log of one service on for a while, as it crosses the border. Isomorphic. */
import { z } from "zod";
import { isoTime, objectRefSchema } from "./contract";

const dnsName = z
  .string()
  .regex(
    /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/,
    "must be a Kubernetes object name",
  );

const durationSeconds = z.coerce.number().int().min(60).max(1_800);

export const telemetryOfferQuerySchema = z.strictObject({
  namespace: dnsName,
  service: dnsName,
  durationSeconds: durationSeconds.default(600),
});

export type TelemetryOfferQuery = z.infer<typeof telemetryOfferQuerySchema>;

export const telemetryOrderSchema = z.discriminatedUnion("action", [
  z.strictObject({
    action: z.literal("start"),
    namespace: dnsName,
    service: dnsName,
    durationSeconds,
    /** Of the offer that was looked at; one that has changed since is refused. */
    planHash: z.string(),
  }),
  z.strictObject({
    action: z.literal("end"),
    namespace: dnsName,
    /** Of the Telemetry resource. */
    name: dnsName,
  }),
]);
export type TelemetryOrder = z.input<typeof telemetryOrderSchema>;

export const telemetryOfferSchema = z.object({
  namespace: z.string(),
  service: z.string(),
  durationSeconds: z.int(),
  /** null = it can be started. */
  obstacle: z
    .enum([
      "not-served",
      "not-readable",
      "no-selector",
      "no-sidecar",
      "already-logging",
      "already-active",
      "selected-already",
      "too-many",
      "may-not-remove",
      "refused",
    ])
    .nullable(),
  /** What stands in the way. */
  objects: z.array(objectRefSchema),
  /** The API server's refusal. */
  refusal: z
    .object({ code: z.string(), message: z.string(), remedy: z.string() })
    .nullable(),
  /** YAML, as it would be written. */
  manifest: z.string().nullable(),
  warnings: z.array(z.string()),
  /** Providers that would get no access log meanwhile. */
  replacedProviders: z.array(z.string()),
  /** Pods that would begin to write. */
  pods: z.int().nonnegative(),
  /** Those of ours that are at work now, in the whole cluster. */
  active: z.array(
    z.object({
      namespace: z.string(),
      name: z.string(),
      service: z.string(),
      expiresAt: isoTime,
    }),
  ),
  planHash: z.string().nullable(),
});
export type TelemetryOfferDto = z.infer<typeof telemetryOfferSchema>;

export const telemetryOutcomeSchema = z.object({
  action: z.enum(["start", "end"]),
  namespace: z.string(),
  name: z.string(),
  /** When it is removed by itself; null after an end. */
  expiresAt: isoTime.nullable(),
});
export type TelemetryOutcome = z.infer<typeof telemetryOutcomeSchema>;
