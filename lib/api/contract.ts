/**
 * Everything that crosses the HTTP border of Lockstep, as schemas. Routes parse requests and
 * responses with them, the browser parses what it receives, and OpenAPI is generated from them.
 * Isomorphic: imports nothing that needs a server or a browser.
 */
import { z } from "zod";
import { REASON_CODES, VERDICT_STATES } from "@/lib/mesh/readiness/reason";
import { SOURCE_CAUSES } from "@/lib/mesh/source";
import { windowText } from "@/lib/mesh/window";
import { sourceWarningSchema } from "./source-warning-schema";

export const windowSchema = windowText;
export type Window = z.infer<typeof windowSchema>;

export const isoTime = z.iso.datetime({ offset: true });

export const objectRefSchema = z.object({
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
});

export const serviceModeSchema = z.enum([
  "STRICT",
  "PERMISSIVE",
  "DISABLE",
  "MIXED",
  "NOT_ENFORCED",
  "EXTERNAL",
  "UNKNOWN",
]);

export const reasonSchema = z.object({
  code: z.enum(REASON_CODES),
  level: z.enum(["block", "warn", "info"]),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  objects: z.array(objectRefSchema),
});

export const verdictStateSchema = z.enum(VERDICT_STATES);
export type VerdictState = z.infer<typeof verdictStateSchema>;

/** What the matrix shows of a verdict; the service's own answer has every reason. */
export const verdictSchema = z.object({
  state: verdictStateSchema,
  /** The first one, which decided. */
  reason: reasonSchema,
  /** How many further reasons there are. */
  more: z.int().nonnegative(),
});

/** What is asked of a service before it counts as ready. */
export const criteriaSchema = z.object({
  minWindowSeconds: z.int().nonnegative(),
  /** Requests, and connections, in plaintext that are no obstacle; each unit by itself. */
  maxPlaintext: z.int().nonnegative(),
  /** Plaintext that ended this long ago is no obstacle; null = all of the window counts. */
  quietPeriodSeconds: z.int().positive().nullable(),
  minCoveragePercent: z.int().min(1).max(100),
});
export type Criteria = z.infer<typeof criteriaSchema>;

/** Whole numbers: mutual TLS is rounded down, plaintext and no statement up. Never towards good. */
export const countsSchema = z.object({
  mutualTls: z.int().nonnegative(),
  plaintext: z.int().nonnegative(),
  noStatement: z.int().nonnegative(),
});
export type Counts = z.infer<typeof countsSchema>;

export const callerSchema = z.object({
  /** null = telemetry has no name for this caller. */
  namespace: z.string().nullable(),
  workload: z.string().nullable(),
  principal: z.string().nullable(),
  requests: countsSchema,
  connections: countsSchema,
  lastPlaintextAt: isoTime.nullable(),
});
export type Caller = z.infer<typeof callerSchema>;

export const trafficStateSchema = z.enum([
  "mutual_tls",
  "mixed",
  "plaintext",
  "none",
  "no_evidence",
]);
export type TrafficState = z.infer<typeof trafficStateSchema>;

/** Calls that were turned away, or failed as those do; each unit by itself. */
export const refusedSchema = z.object({
  requests: z.int().nonnegative(),
  connections: z.int().nonnegative(),
  lastAt: isoTime.nullable(),
});

/** One non-empty cell: calls from one client namespace (null = callers without identity) to one service. */
export const cellSchema = z.object({
  client: z.string().nullable(),
  traffic: trafficStateSchema,
  requests: countsSchema,
  connections: countsSchema,
  lastPlaintextAt: isoTime.nullable(),
  /** These callers are refused once the service is STRICT (or are being refused, if it is). */
  refusedWhenStrict: z.boolean(),
  /**
   * Workloads by name, also those only turned away; "" = a caller of which telemetry has none. Not all where
   * there are very many, but those with plaintext and those turned away before the others.
   */
  callers: z.array(z.string()),
  /** How many further ones there are; the service's own answer has all of them. */
  moreCallers: z.int().nonnegative(),
  /** How many of them sent plaintext. */
  plaintextCallers: z.int().nonnegative(),
  /**
   * Calls that surely were turned away, none of which is in the counts; null = none. With `traffic` "none"
   * nothing is known of this client but that it still knocks.
   */
  refused: refusedSchema.nullable(),
});
export type Cell = z.infer<typeof cellSchema>;

export const portPolicySchema = z.object({
  servicePort: z.int(),
  name: z.string(),
  /** Distinct target ports over the pods. */
  targetPorts: z.array(z.int()),
  mode: serviceModeSchema,
});

export const shadowedPolicySchema = z.object({
  policy: objectRefSchema,
  reason: z.enum([
    "newer-than-winner",
    "selector-in-root-namespace",
    "port-list-without-selector",
    "overridden-below",
  ]),
  by: objectRefSchema.nullable(),
});

export const policySchema = z.object({
  /** Objects whose word decided the mode; empty = Istio's default (PERMISSIVE). */
  decidedBy: z.array(objectRefSchema),
  shadowed: z.array(shadowedPolicySchema),
  ports: z.array(portPolicySchema),
});

export const clientSendsSchema = z.enum([
  "mutual_tls",
  "plaintext",
  "tls",
  "per_endpoint",
  "mutual_tls_without_hbone",
]);

/** What the meshed clients of one namespace are told to send to a service. */
export const clientTlsSchema = z.object({
  namespace: z.string(),
  sends: clientSendsSchema,
  /** The DestinationRule that says so; null = auto mTLS or its absence. */
  rule: objectRefSchema.nullable(),
});

export const actionSchema = z.enum([
  "lock",
  "unlock",
  "require-mutual-tls",
  "undo-mutual-tls",
]);
export type Action = z.infer<typeof actionSchema>;

/** What holds the pods of a service to policy; "mixed" = not the same everywhere, "none" = nothing does. */
export const dataPlaneSchema = z.enum(["sidecar", "ambient", "mixed", "none"]);
export type DataPlane = z.infer<typeof dataPlaneSchema>;

/** One line of the matrix. */
export const serviceRowSchema = z.object({
  namespace: z.string(),
  name: z.string(),
  mode: serviceModeSchema,
  dataPlane: dataPlaneSchema,
  requests: countsSchema,
  connections: countsSchema,
  lastPlaintextAt: isoTime.nullable(),
  /** Telemetry as a whole: never "only mTLS" without coverage of every pod. */
  evidence: z.enum([
    "plaintext_seen",
    "only_mtls_seen",
    "no_traffic",
    "no_evidence",
  ]),
  coverage: z.object({
    reportingPods: z.int(),
    proxiedPods: z.int(),
    pods: z.int(),
    /** false = an absent cell means unknown, not "no calls". */
    complete: z.boolean(),
  }),
  verdict: verdictSchema,
  /** Those the verdict was made by. */
  criteria: criteriaSchema.extend({
    /** "namespace" = annotations of the namespace changed some of them. */
    from: z.enum(["settings", "namespace"]),
  }),
  /** What may be offered for this row now, the one to offer first in front. */
  actions: z.array(actionSchema),
  /** A lock of Lockstep's stands here: to unlock is to undo it. */
  lockedByUs: z.boolean(),
  /** Who still knocks at a locked service; null = nobody was seen to. */
  refused: refusedSchema.nullable(),
  cells: z.array(cellSchema),
});
export type ServiceRow = z.infer<typeof serviceRowSchema>;

export const sourceStateSchema = z.enum([
  "starting",
  "live",
  "stale",
  "down",
  "forbidden",
  "absent",
]);

/** A statement about one thing we read. Everything but "live" is shown. */
export const sourceSchema = z.object({
  id: z.string(),
  /** e.g. "PeerAuthentication", "Pod", "traffic" */
  what: z.string(),
  from: z.enum(["kubernetes", "prometheus"]),
  state: sourceStateSchema,
  /** The API version in use, e.g. "security.istio.io/v1"; empty where it has none. */
  version: z.string(),
  /** Namespaces this statement is about; empty = the whole cluster. */
  namespaces: z.array(z.string()),
  /** One plain sentence with a remedy, in English; empty when live. */
  message: z.string(),
  /** The same as a code; null where the state says it all. */
  cause: z
    .object({
      code: z.enum(SOURCE_CAUSES),
      /** What it is about, e.g. the resource that may not be listed. */
      names: z.array(z.string()),
    })
    .nullable(),
  since: isoTime,
  warnings: z.array(sourceWarningSchema),
});
export type Source = z.infer<typeof sourceSchema>;

export const legacyObedienceSchema = z.enum(["yes", "no", "unknown"]);
export type LegacyObedience = z.infer<typeof legacyObedienceSchema>;

/** All of a snapshot but its lines, which travel in columns: see `snapshot-wire.ts`. */
export const snapshotHeadSchema = z.object({
  version: z.string(),
  takenAt: isoTime,
  /** The moment the traffic figures speak of, by Prometheus' clock; null = no traffic figures. */
  trafficAsOf: isoTime.nullable(),
  /**
   * How exactly it is known when plaintext was seen, or calls were turned away: such moments are the ends of steps
   * this long, so that it happened then or so much earlier. 0 = no traffic figures.
   */
  stepSeconds: z.int().nonnegative(),
  window: windowSchema,
  cluster: z.object({ context: z.string(), server: z.string() }),
  mesh: z.object({
    /** false = no Istio was found in this cluster. */
    present: z.boolean(),
    rootNamespace: z.string(),
    enableAutoMtls: z.boolean(),
    trustDomain: z.string(),
    /** false = defaults are assumed because the mesh config could not be read. */
    known: z.boolean(),
    /** How many Policies and MeshPolicies of Istio 1.5 and older there are; see /api/legacy-translation. */
    legacyPolicies: z.int().nonnegative(),
    /** Whether the control plane obeys those; "no" = it is Istio 1.6 or newer, and they do nothing. */
    obeysLegacyPolicies: legacyObedienceSchema,
  }),
  sources: z.array(sourceSchema),
  /** Of the settings; a namespace may have its own, which stand at its rows. */
  criteria: criteriaSchema,
  /** Columns, in order; callers without identity stand in front of them. */
  clientNamespaces: z.array(z.string()),
  totals: z.object({
    locked: z.int(),
    ready: z.int(),
    readyWithWarnings: z.int(),
    blocked: z.int(),
    unknown: z.int(),
    requests: countsSchema,
    connections: countsSchema,
    reportingPods: z.int(),
    proxiedPods: z.int(),
  }),
});
export type Snapshot = z.infer<typeof snapshotHeadSchema> & {
  readonly services: readonly ServiceRow[];
};
