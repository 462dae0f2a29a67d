/** What the spec of a DestinationRule tells clients, read from a record of what stood there before. */
import { z } from "zod";
import type { DestinationRule } from "@/lib/mesh/objects";
import { trafficPolicySchema } from "@/lib/mesh/traffic-policy-schema";
import type { Spec } from "./policy-spec";

type ToldByRule = Pick<DestinationRule, "trafficPolicy" | "subsets">;

const ruleSpecSchema = z.object({
  trafficPolicy: trafficPolicySchema,
  subsets: z
    .array(
      z.object({
        name: z.string(),
        labels: z
          .record(z.string(), z.string())
          .nullish()
          .transform((labels) => labels ?? {}),
        trafficPolicy: trafficPolicySchema,
      }),
    )
    .nullish()
    .transform((subsets) => subsets ?? []),
});

/** What cannot be read counts as plaintext: a preview may be too dark, never too bright. */
const UNREADABLE: ToldByRule = {
  trafficPolicy: { tls: "DISABLE", portLevelSettings: [], passthrough: false },
  subsets: [],
};

export function readRuleSpec(spec: Spec): ToldByRule {
  const read = ruleSpecSchema.safeParse(spec);
  return read.success ? read.data : UNREADABLE;
}
