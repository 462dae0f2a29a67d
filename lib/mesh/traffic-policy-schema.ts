import { z } from "zod";
import type { TrafficPolicy } from "./objects";

/** A `tls` block without a mode is DISABLE, the enum's zero (semantics B4). */
const clientTls = z
  .object({
    mode: z
      .enum(["DISABLE", "SIMPLE", "MUTUAL", "ISTIO_MUTUAL"])
      .nullish()
      .transform((mode) => mode ?? "DISABLE"),
  })
  .nullish()
  .transform((tls) => tls?.mode ?? null);

/**
 * `trafficPolicy` of a DestinationRule or of one of its subsets; null = it has none. One schema for what the
 * API server says and for what a record of ours says stood there before: a preview must not read it otherwise.
 */
export const trafficPolicySchema = z
  .object({
    tls: clientTls,
    portLevelSettings: z
      .array(z.object({ port: z.object({ number: z.int() }), tls: clientTls }))
      .nullish(),
    loadBalancer: z.object({ simple: z.string().nullish() }).nullish(),
  })
  .nullish()
  .transform((policy): TrafficPolicy | null =>
    policy
      ? {
          tls: policy.tls,
          portLevelSettings: (policy.portLevelSettings ?? []).map(
            ({ port, tls }) => ({ port: port.number, tls }),
          ),
          passthrough: policy.loadBalancer?.simple === "PASSTHROUGH",
        }
      : null,
  );
