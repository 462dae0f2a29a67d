/** Why the ports of one service accept what they accept, as it crosses the border. Isomorphic, as `contract.ts`. */
import { z } from "zod";
import type {
  ClientExplanation,
  PortExplanation,
} from "@/lib/mesh/explanation/explanation";
import { objectRefSchema } from "./contract";

/** More than this is cut off, and `leftOut` says how much: nobody reads further, and the answer stays small. */
export const MAX_EXPLAINED_PORTS = 100;
export const MAX_EXPLAINED_CLIENTS = 60;

const modeSchema = z.enum(["STRICT", "PERMISSIVE", "DISABLE"]);
const policyModeSchema = z.enum([...modeSchema.options, "UNSET"]);
const clientModeSchema = z.enum([
  "DISABLE",
  "SIMPLE",
  "MUTUAL",
  "ISTIO_MUTUAL",
]);
const pointSchema = z.enum(["sidecar", "ztunnel", "none"]);
const refs = z.array(objectRefSchema).readonly();

const policyStepSchema = z.strictObject({
  level: z.enum(["mesh", "namespace", "workload", "port"]),
  winner: objectRefSchema.nullable(),
  says: policyModeSchema.nullable(),
  intends: modeSchema.nullable(),
  mode: modeSchema,
  losers: z
    .array(
      z.strictObject({
        object: objectRefSchema,
        says: policyModeSchema.nullable(),
        reason: z.enum([
          "newer-than-winner",
          "selector-in-root-namespace",
          "port-list-without-selector",
          "overridden-below",
          "less-specific",
          "superseded-by-peer-authentication",
        ]),
        by: objectRefSchema.nullable(),
      }),
    )
    .readonly(),
});

const enforcementSchema = z.strictObject({
  point: pointSchema,
  because: z.enum([
    "sidecar-container",
    "shared-port",
    "ambient-redirection",
    "ambient-rule-set",
    "no-proxy",
    "host-network",
    "excluded-port",
    "gateway",
    "proxyless-grpc",
    "not-tcp",
  ]),
  attached: z.array(z.string()).readonly(),
});

const clientRuleSchema = z.strictObject({
  winner: objectRefSchema.nullable(),
  foundIn: z
    .enum(["client-namespace", "service-namespace", "root-namespace"])
    .nullable(),
  says: clientModeSchema.nullable(),
  saidAt: z.enum(["port", "destination", "subset", "subset-port"]).nullable(),
  mergedFrom: refs,
  othersLeftOut: z.int().nonnegative(),
  losers: z
    .array(
      z.strictObject({
        object: objectRefSchema,
        says: clientModeSchema.nullable(),
        reason: z.enum([
          "searched-later",
          "merged-without-traffic-policy",
          "less-specific-host",
          "another-of-same-host",
          "merged-out-of-sight",
          "not-exported",
          "selector-does-not-match",
        ]),
      }),
    )
    .readonly(),
});

const outcomeSchema = z.discriminatedUnion("result", [
  z.strictObject({
    result: z.literal("works"),
    over: z.enum(["mutual_tls", "plaintext"]),
  }),
  z.strictObject({ result: z.literal("depends-on-application") }),
  z.strictObject({ result: z.literal("depends-on-hbone") }),
  z.strictObject({
    result: z.literal("fails"),
    how: z.enum([
      "plaintext-refused",
      "mutual-tls-not-understood",
      "tls-refused",
      "refused-by-ztunnel",
      "tunnel-not-taken",
    ]),
  }),
]);

export const clientExplanationSchema: z.ZodType<ClientExplanation> =
  z.strictObject({
    kind: pointSchema,
    namespaces: z.array(z.string()).readonly(),
    labels: z.record(z.string(), z.string()).nullable(),
    subset: z.string().nullable(),
    rule: clientRuleSchema.nullable(),
    sends: z.enum(["mutual_tls", "plaintext", "tls"]),
    because: z.enum([
      "rule",
      "auto-mtls",
      "auto-mtls-infers-disable",
      "endpoint-not-labelled",
      "endpoint-says-disable",
      "auto-mtls-off",
      "hbone",
      "endpoint-without-hbone",
      "not-declared",
      "no-proxy",
    ]),
    outcome: outcomeSchema,
  });

/** One port of one workload; see `PortExplanation` of the law, whose fields these are. */
export const portExplanationSchema: z.ZodType<PortExplanation> = z.strictObject(
  {
    workload: objectRefSchema,
    servicePort: z
      .strictObject({
        name: z.string(),
        port: z.int(),
        appProtocol: z.string(),
      })
      .nullable(),
    targetPort: z.int(),
    pods: z.strictObject({
      count: z.int().positive(),
      example: objectRefSchema,
    }),
    steps: z.array(policyStepSchema).length(4).readonly(),
    asked: modeSchema,
    enforcement: enforcementSchema,
    mode: modeSchema.nullable(),
    clients: z
      .array(clientExplanationSchema)
      .max(MAX_EXPLAINED_CLIENTS)
      .readonly(),
    clientsLeftOut: z.int().nonnegative(),
    commands: z
      .array(
        z.strictObject({
          shows: z.enum([
            "policies",
            "listener",
            "cluster",
            "describe",
            "ambient",
            "legacy",
          ]),
          command: z.string(),
        }),
      )
      .readonly(),
  },
);

export const serviceExplanationSchema = z.strictObject({
  namespace: z.string(),
  service: z.string(),
  /** What could not be read of what decides. Not empty = the explanation may be wrong. */
  unreadable: z.array(
    z.enum([
      "legacy-support-unknown",
      "mesh-config-unknown",
      "policies-unreadable",
      "pods-unreadable",
      "rules-unreadable",
    ]),
  ),
  /** By service port; empty = no pod of this cluster stands behind the service. */
  ports: z.array(portExplanationSchema).max(MAX_EXPLAINED_PORTS),
  /** Other services that select pods of this one, by name: a policy for those pods decides for them too. */
  sharesPodsWith: z.array(
    z.strictObject({ namespace: z.string(), name: z.string() }),
  ),
  /** What was cut off the end of `ports`, and of their `clients` all together. */
  leftOut: z.strictObject({
    ports: z.int().nonnegative(),
    clients: z.int().nonnegative(),
  }),
});
export type ServiceExplanation = z.infer<typeof serviceExplanationSchema>;
