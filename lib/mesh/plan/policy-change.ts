/**
 * A change to policy as data: planned here, simulated here, and carried out by `lib/enforcement`.
 */
import { z } from "zod";
import type { MutualTlsMode, PolicyMode } from "@/lib/mesh/mode";
import type {
  DestinationRule,
  Inventory,
  Labels,
  ObjectMeta,
  ObjectRef,
} from "@/lib/mesh/objects";
import type { ChangeRecord } from "@/lib/mesh/ownership";
import {
  mutualTlsRuleSpec,
  type Spec,
  withClientMode,
  withServerMode,
  workloadPolicySpec,
} from "./policy-spec";

export type PolicyChange =
  | {
      readonly verb: "create-policy";
      readonly ref: ObjectRef;
      readonly selector: Labels;
      readonly mode: MutualTlsMode;
    }
  | {
      readonly verb: "edit-policy";
      readonly ref: ObjectRef;
      readonly mode: MutualTlsMode;
      /** Workload ports whose own entries are set as well. */
      readonly ports: readonly number[];
    }
  | {
      readonly verb: "create-rule";
      readonly ref: ObjectRef;
      readonly host: string;
    }
  | { readonly verb: "edit-rule"; readonly ref: ObjectRef }
  /** Back to what the object's change record holds: its previous spec, or no object. */
  | {
      readonly verb: "restore";
      readonly ref: ObjectRef;
      readonly record: ChangeRecord;
    };

/** The object a change is about, as the inventory has it; undefined where it is to be created. */
export function changedObject(
  { peerAuthentications, destinationRules }: Inventory,
  ref: ObjectRef,
): ObjectMeta | undefined {
  const list: readonly ObjectMeta[] =
    ref.kind === "PeerAuthentication" ? peerAuthentications : destinationRules;
  return list.find((object) => isSame(object, ref));
}

/** The spec that a change leaves behind; null = the object is deleted. */
export function specAfter(change: PolicyChange, before: Spec): Spec | null {
  switch (change.verb) {
    case "create-policy":
      return workloadPolicySpec(change.selector, change.mode);
    case "edit-policy":
      return withServerMode(before, change.mode, change.ports);
    case "create-rule":
      return mutualTlsRuleSpec(change.host);
    case "edit-rule":
      return withClientMode(before, "ISTIO_MUTUAL");
    case "restore":
      return change.record.previousSpec;
    default:
      return change satisfies never;
  }
}

/**
 * The inventory as it would be after the changes, for simulation. New objects sort behind every
 * existing one, because the oldest wins.
 */
export function applyChanges(
  inventory: Inventory,
  changes: readonly PolicyChange[],
): Inventory {
  return changes.reduce(applyChange, inventory);
}

function applyChange(inventory: Inventory, change: PolicyChange): Inventory {
  const { peerAuthentications, destinationRules } = inventory;
  switch (change.verb) {
    case "create-policy":
      return {
        ...inventory,
        peerAuthentications: [
          ...peerAuthentications,
          {
            ...newMeta(change.ref),
            selector: change.selector,
            mode: change.mode,
            portLevelMtls: {},
          },
        ],
      };
    case "edit-policy":
      return {
        ...inventory,
        peerAuthentications: replace(
          peerAuthentications,
          change.ref,
          (policy) => ({
            ...policy,
            mode: change.mode,
            portLevelMtls: Object.fromEntries(
              Object.entries(policy.portLevelMtls).map(([port, mode]) => [
                port,
                change.ports.includes(Number(port)) && mode !== "UNSET"
                  ? change.mode
                  : mode,
              ]),
            ),
          }),
        ),
      };
    case "create-rule":
      return {
        ...inventory,
        destinationRules: [...destinationRules, newRule(change)],
      };
    case "edit-rule":
      return {
        ...inventory,
        destinationRules: replace(destinationRules, change.ref, mutualTlsRule),
      };
    case "restore":
      return restore(inventory, change.ref, change.record);
    default:
      return change satisfies never;
  }
}

function mutualTlsRule(rule: DestinationRule): DestinationRule {
  const policy = rule.trafficPolicy ?? {
    tls: null,
    portLevelSettings: [],
    passthrough: false,
  };
  const demand = (of: typeof policy) => ({
    ...of,
    tls: "ISTIO_MUTUAL" as const,
    portLevelSettings: of.portLevelSettings.map(({ port }) => ({
      port,
      tls: "ISTIO_MUTUAL" as const,
    })),
  });
  return {
    ...rule,
    trafficPolicy: demand(policy),
    subsets: rule.subsets.map((subset) => ({
      ...subset,
      trafficPolicy: subset.trafficPolicy && demand(subset.trafficPolicy),
    })),
  };
}

function newRule(change: { ref: ObjectRef; host: string }): DestinationRule {
  return {
    ...newMeta(change.ref),
    host: change.host,
    exportTo: [],
    workloadSelector: null,
    trafficPolicy: {
      tls: "ISTIO_MUTUAL",
      portLevelSettings: [],
      passthrough: false,
    },
    subsets: [],
  };
}

function restore(
  inventory: Inventory,
  ref: ObjectRef,
  record: ChangeRecord,
): Inventory {
  const spec = record.previousSpec;
  const policies = inventory.peerAuthentications;
  const rules = inventory.destinationRules;
  if (ref.kind === "PeerAuthentication") {
    return {
      ...inventory,
      peerAuthentications:
        spec === null
          ? policies.filter((policy) => !isSame(policy, ref))
          : replace(policies, ref, (policy) => ({
              ...policy,
              ...readPolicy(spec),
            })),
    };
  }
  return {
    ...inventory,
    destinationRules:
      spec === null
        ? rules.filter((rule) => !isSame(rule, ref))
        : // Its earlier TLS settings: only what the plan shows of them is simulated.
          replace(rules, ref, (rule) => ({
            ...rule,
            trafficPolicy: readRulePolicy(spec),
          })),
  };
}

const modeSchema = z
  .enum(["UNSET", "DISABLE", "PERMISSIVE", "STRICT"])
  .catch("UNSET");
const policySpecSchema = z.object({
  mtls: z.object({ mode: modeSchema }).partial().nullish(),
  portLevelMtls: z
    .record(z.string(), z.object({ mode: modeSchema }).partial().nullable())
    .nullish(),
});

function readPolicy(spec: Spec): {
  mode: PolicyMode;
  portLevelMtls: Record<string, PolicyMode>;
} {
  const parsed = policySpecSchema.catch({}).parse(spec);
  return {
    mode: parsed.mtls?.mode ?? "UNSET",
    portLevelMtls: Object.fromEntries(
      Object.entries(parsed.portLevelMtls ?? {}).map(([port, entry]) => [
        port,
        entry?.mode ?? "UNSET",
      ]),
    ),
  };
}

const clientModeSchema = z
  .enum(["DISABLE", "SIMPLE", "MUTUAL", "ISTIO_MUTUAL"])
  .catch("DISABLE");
const rulePolicySchema = z.object({
  tls: z.object({ mode: clientModeSchema.default("DISABLE") }).optional(),
  portLevelSettings: z
    .array(
      z.object({
        port: z.object({ number: z.int() }),
        tls: z.object({ mode: clientModeSchema.default("DISABLE") }).optional(),
      }),
    )
    .default([]),
});

function readRulePolicy(spec: Spec): DestinationRule["trafficPolicy"] {
  const parsed = rulePolicySchema.safeParse(spec.trafficPolicy);
  if (!parsed.success) return null;
  return {
    tls: parsed.data.tls?.mode ?? null,
    passthrough: false,
    portLevelSettings: parsed.data.portLevelSettings.map(({ port, tls }) => ({
      port: port.number,
      tls: tls?.mode ?? null,
    })),
  };
}

function isSame(meta: ObjectMeta, ref: ObjectRef): boolean {
  return meta.namespace === ref.namespace && meta.name === ref.name;
}

function replace<T extends ObjectMeta>(
  list: readonly T[],
  ref: ObjectRef,
  edit: (object: T) => T,
): T[] {
  return list.map((object) => (isSame(object, ref) ? edit(object) : object));
}

/** Later than every existing object: "9" sorts behind any date. */
const NEWEST = "9999-12-31T23:59:59Z";

function newMeta(ref: ObjectRef): ObjectMeta {
  return {
    namespace: ref.namespace,
    name: ref.name,
    uid: "",
    resourceVersion: "",
    createdAt: NEWEST,
    labels: {},
    annotations: {},
  };
}
