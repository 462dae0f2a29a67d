import { destinationRuleRef } from "@/lib/mesh/object-ref";
import type {
  DestinationRule,
  Labels,
  ObjectRef,
  TrafficPolicy,
} from "@/lib/mesh/objects";
import { selectorsEqual } from "@/lib/mesh/selector";

/** What istiod makes of all DestinationRules of one namespace for one host (semantics B3). */
export interface ConsolidatedRule {
  /** The rule the others were merged into. */
  readonly rule: ObjectRef;
  /** Every rule in it, in merge order. */
  readonly from: readonly ObjectRef[];
  /** The rule `trafficPolicy` came from; null where none has one. */
  readonly trafficPolicyFrom: ObjectRef | null;
  readonly namespace: string;
  /** Empty = the mesh's default. */
  readonly exportTo: ReadonlySet<string>;
  readonly workloadSelector: Labels | null;
  readonly trafficPolicy: TrafficPolicy | null;
  readonly subsets: DestinationRule["subsets"];
}

export interface MutableRule {
  rule: ObjectRef;
  from: ObjectRef[];
  trafficPolicyFrom: ObjectRef | null;
  namespace: string;
  exportTo: ReadonlySet<string>;
  workloadSelector: Labels | null;
  trafficPolicy: TrafficPolicy | null;
  subsets: DestinationRule["subsets"][number][];
}

/** A rule with a workloadSelector is private, whatever its exportTo says. */
export function exportSetOf(rule: DestinationRule): ReadonlySet<string> {
  return new Set(rule.workloadSelector === null ? rule.exportTo : ["."]);
}

/**
 * Adds one rule to those already known for its host. Rules must come selectors first, then oldest first.
 * As in istiod, the last entry looked at decides whether the rule also stands on its own; that is how a
 * rule can vanish for namespaces that only it was exported to.
 */
export function mergeInto(
  byHost: Map<string, MutableRule[]>,
  host: string,
  rule: DestinationRule,
  exportTo: ReadonlySet<string>,
): void {
  const known = byHost.get(host);
  if (known === undefined) {
    byHost.set(host, [standalone(rule, exportTo)]);
    return;
  }
  let keepApart = true;
  for (const entry of known) {
    const selectors = compareSelectors(
      entry.workloadSelector,
      rule.workloadSelector,
    );
    const audience = compareAudience(entry.exportTo, exportTo);
    if (audience === "different" || selectors === "different") {
      keepApart = true;
      continue;
    }
    keepApart = audience === "wider" && selectors !== "same";
    absorb(entry, rule);
  }
  if (keepApart) known.push(standalone(rule, exportTo));
}

/** Subsets with new names are added; the traffic policy is taken only where there was none at all. */
function absorb(entry: MutableRule, rule: DestinationRule): void {
  entry.from.push(destinationRuleRef(rule));
  const names = new Set(entry.subsets.map((subset) => subset.name));
  for (const subset of rule.subsets) {
    if (!names.has(subset.name)) entry.subsets.push(subset);
  }
  if (entry.trafficPolicy === null && rule.trafficPolicy !== null) {
    entry.trafficPolicy = rule.trafficPolicy;
    entry.trafficPolicyFrom = destinationRuleRef(rule);
  }
}

function standalone(
  rule: DestinationRule,
  exportTo: ReadonlySet<string>,
): MutableRule {
  const ref = destinationRuleRef(rule);
  return {
    rule: ref,
    from: [ref],
    trafficPolicyFrom: rule.trafficPolicy === null ? null : ref,
    namespace: rule.namespace,
    exportTo,
    workloadSelector: rule.workloadSelector,
    trafficPolicy: rule.trafficPolicy,
    subsets: [...rule.subsets],
  };
}

function compareSelectors(
  existing: Labels | null,
  incoming: Labels | null,
): "same" | "different" | "one-sided" {
  if (existing === null && incoming === null) return "same";
  if (existing === null || incoming === null) return "one-sided";
  return selectorsEqual(existing, incoming) ? "same" : "different";
}

/** "wider": the newer rule reaches everyone the older one names, and more. An empty set is a case of its own. */
function compareAudience(
  existing: ReadonlySet<string>,
  incoming: ReadonlySet<string>,
): "same" | "wider" | "different" {
  const covers = [...existing].every((name) => incoming.has(name));
  if (covers && existing.size === incoming.size) return "same";
  return covers && existing.size > 0 ? "wider" : "different";
}
