import { z } from "zod";
import type { PolicyMode } from "@/lib/mesh/mode";
import { isSame } from "@/lib/mesh/object-ref";
import type {
  DestinationRule,
  Inventory,
  ObjectMeta,
  ObjectRef,
} from "@/lib/mesh/objects";
import type { ChangeRecord } from "@/lib/mesh/ownership";
import {
  LEGACY_POLICY,
  withEditedLegacyPolicy,
  withNewLegacyPolicy,
  withRestoredLegacyPolicy,
} from "./legacy-change";
import type { PolicyChange } from "./policy-change";
import type { Spec } from "./policy-spec";
import { readRuleSpec } from "./rule-spec";

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
  const { peerAuthentications, destinationRules, legacyPolicies } = inventory;
  switch (change.verb) {
    case "create-legacy-policy":
      return {
        ...inventory,
        legacyPolicies: withNewLegacyPolicy(
          legacyPolicies,
          newMeta(change.ref),
          change.targets,
          change.mode,
        ),
      };
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
      if (change.ref.kind === LEGACY_POLICY) {
        return {
          ...inventory,
          legacyPolicies: withEditedLegacyPolicy(
            legacyPolicies,
            change.ref,
            change.mode,
          ),
        };
      }
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
  if (ref.kind === LEGACY_POLICY) {
    return {
      ...inventory,
      legacyPolicies: withRestoredLegacyPolicy(
        inventory.legacyPolicies,
        ref,
        record,
      ),
    };
  }
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
        : replace(rules, ref, (rule) => ({ ...rule, ...readRuleSpec(spec) })),
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
