import { z } from "zod";
import type { StoredObject } from "@/lib/simulator/store";
import type { PolicyView, RulePolicy, RuleView } from "./view";

const labelsSchema = z.record(z.string(), z.string());
const modeSchema = z.enum(["UNSET", "DISABLE", "PERMISSIVE", "STRICT"]);
const clientModeSchema = z.enum([
  "DISABLE",
  "SIMPLE",
  "MUTUAL",
  "ISTIO_MUTUAL",
]);
const mtlsSchema = z
  .object({ mode: modeSchema.default("UNSET") })
  .nullish()
  .transform((mtls) => mtls?.mode ?? "UNSET");

const metadataSchema = z.object({
  name: z.string(),
  namespace: z.string(),
  creationTimestamp: z.string(),
});

const peerAuthenticationSchema = z.object({
  metadata: metadataSchema,
  spec: z
    .object({
      selector: z.object({ matchLabels: labelsSchema.optional() }).nullish(),
      mtls: mtlsSchema,
      portLevelMtls: z.record(z.string(), mtlsSchema).nullish(),
    })
    .default({ mtls: "UNSET" }),
});

/** null for an object no istiod could read. */
export function readPeerAuthentication(
  object: StoredObject,
): PolicyView | null {
  const parsed = peerAuthenticationSchema.safeParse(object);
  if (!parsed.success) {
    return null;
  }
  const { metadata, spec } = parsed.data;
  return {
    name: metadata.name,
    namespace: metadata.namespace,
    createdMs: Date.parse(metadata.creationTimestamp),
    hasSelector: spec.selector != null,
    selector: spec.selector?.matchLabels ?? {},
    mode: spec.mtls,
    ports: new Map(
      Object.entries(spec.portLevelMtls ?? {}).map(
        ([port, mode]) => [Number(port), mode] as const,
      ),
    ),
  };
}

// A tls block without a mode is DISABLE: the enum's zero (semantics B4).
const tlsSchema = z
  .object({ mode: clientModeSchema.default("DISABLE") })
  .nullish()
  .transform((tls) => tls?.mode ?? null);

const trafficPolicySchema = z.object({
  tls: tlsSchema,
  portLevelSettings: z
    .array(
      z.object({
        port: z.object({ number: z.number() }),
        tls: tlsSchema,
      }),
    )
    .nullish(),
  loadBalancer: z.object({ simple: z.string().optional() }).nullish(),
});

const destinationRuleSchema = z.object({
  metadata: metadataSchema,
  spec: z.object({
    host: z.string(),
    exportTo: z.array(z.string()).nullish(),
    workloadSelector: z
      .object({ matchLabels: labelsSchema.optional() })
      .nullish(),
    trafficPolicy: trafficPolicySchema.nullish(),
  }),
});

/** null for an object no istiod could read. Subsets are left out: no flow of the simulator asks for one. */
export function readDestinationRule(object: StoredObject): RuleView | null {
  const parsed = destinationRuleSchema.safeParse(object);
  if (!parsed.success) {
    return null;
  }
  const { metadata, spec } = parsed.data;
  return {
    name: metadata.name,
    namespace: metadata.namespace,
    createdMs: Date.parse(metadata.creationTimestamp),
    host: spec.host,
    exportTo: spec.exportTo ?? [],
    workloadSelector: spec.workloadSelector?.matchLabels ?? null,
    trafficPolicy:
      spec.trafficPolicy == null ? null : rulePolicy(spec.trafficPolicy),
  };
}

function rulePolicy(policy: z.infer<typeof trafficPolicySchema>): RulePolicy {
  return {
    tls: policy.tls,
    ports: new Map(
      (policy.portLevelSettings ?? []).map(
        ({ port, tls }) => [port.number, tls] as const,
      ),
    ),
    passthrough: policy.loadBalancer?.simple === "PASSTHROUGH",
  };
}
