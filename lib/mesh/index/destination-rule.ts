import { compareByAge } from "@/lib/mesh/age-order";
import type { DestinationRule, Labels, MeshConfig } from "@/lib/mesh/objects";
import { selectorMatches } from "@/lib/mesh/selector";
import {
  type ConsolidatedRule,
  exportSetOf,
  type MutableRule,
  mergeInto,
} from "./destination-rule-merge";
import { HostMap, resolveHost } from "./host";

export type { ConsolidatedRule } from "./destination-rule-merge";

/** All DestinationRules, merged per host and arranged by who may see them (semantics B2, B3). */
export interface DestinationRuleIndex {
  /** Rules visible in their own namespace, by that namespace. */
  readonly local: ReadonlyMap<string, HostMap<readonly ConsolidatedRule[]>>;
  /** Rules that others may see, by the rule's namespace. */
  readonly exported: ReadonlyMap<string, HostMap<readonly ConsolidatedRule[]>>;
  /** Private rules of the root namespace, the only ones its own clients search first. */
  readonly rootPrivate: HostMap<readonly ConsolidatedRule[]>;
  readonly rootNamespace: string;
}

/** Source: istio pilot/pkg/model, setDestinationRules and mergeDestinationRule. */
export function indexDestinationRules(
  rules: readonly DestinationRule[],
  meshConfig: MeshConfig,
): DestinationRuleIndex {
  const local = new Map<string, RulesByHost>();
  const exported = new Map<string, RulesByHost>();
  const rootPrivate: RulesByHost = new Map();
  const defaultPrivate =
    meshConfig.defaultDestinationRuleExportTo.includes(".");
  for (const rule of [...rules].sort(compareSelectorsFirst)) {
    const host = resolveHost(
      rule.host,
      rule.namespace,
      meshConfig.clusterDomain,
    );
    const exportTo = exportSetOf(rule);
    const own = exportTo.has(".") || exportTo.has(rule.namespace);
    if (exportTo.size === 0 || exportTo.has("*") || own) {
      mergeInto(at(local, rule.namespace), host, rule, exportTo);
    }
    const isPrivate =
      exportTo.size === 0 ? defaultPrivate : exportTo.size === 1 && own;
    if (!isPrivate) {
      mergeInto(at(exported, rule.namespace), host, rule, exportTo);
    } else if (rule.namespace === meshConfig.rootNamespace) {
      mergeInto(rootPrivate, host, rule, exportTo);
    }
  }
  return {
    local: hostMaps(local),
    exported: hostMaps(exported),
    rootPrivate: new HostMap(rootPrivate),
    rootNamespace: meshConfig.rootNamespace,
  };
}

/**
 * Every consolidated rule a client namespace finds for a host, before workload selectors are looked at.
 * The first place that knows the host ends the search: a broad rule in the client's namespace hides an
 * exact one in the service's (semantics B2).
 */
export function destinationRuleCandidates(
  index: DestinationRuleIndex,
  clientNamespace: string,
  host: string,
  serviceNamespace: string,
): readonly ConsolidatedRule[] {
  const own =
    clientNamespace === index.rootNamespace
      ? index.rootPrivate.get(host)
      : index.local.get(clientNamespace)?.get(host);
  if (own) return own;
  for (const namespace of [serviceNamespace, index.rootNamespace]) {
    const found = index.exported
      .get(namespace)
      ?.get(host)
      ?.filter((rule) => isExportedTo(rule, clientNamespace));
    if (found && found.length > 0) return found;
  }
  return [];
}

/**
 * The rule a client's proxy obeys for a host, or null. A rule whose workloadSelector fits the client
 * wins, but only in the client's own namespace; else the last one without selector (semantics B2.4).
 */
export function destinationRuleFor(
  index: DestinationRuleIndex,
  client: { readonly namespace: string; readonly labels: Labels },
  host: string,
  serviceNamespace: string,
): ConsolidatedRule | null {
  const candidates = destinationRuleCandidates(
    index,
    client.namespace,
    host,
    serviceNamespace,
  );
  let withoutSelector: ConsolidatedRule | null = null;
  for (const rule of candidates) {
    if (rule.workloadSelector === null) {
      withoutSelector = rule;
    } else if (
      rule.namespace === client.namespace &&
      selectorMatches(rule.workloadSelector, client.labels)
    ) {
      return rule;
    }
  }
  return withoutSelector;
}

type RulesByHost = Map<string, MutableRule[]>;

function isExportedTo(rule: ConsolidatedRule, namespace: string): boolean {
  const { exportTo } = rule;
  return (
    exportTo.size === 0 ||
    exportTo.has("*") ||
    exportTo.has(namespace) ||
    (exportTo.has(".") && rule.namespace === namespace)
  );
}

function compareSelectorsFirst(a: DestinationRule, b: DestinationRule): number {
  return (
    Number(a.workloadSelector === null) - Number(b.workloadSelector === null) ||
    compareByAge(a, b)
  );
}

function at(map: Map<string, RulesByHost>, namespace: string): RulesByHost {
  const known = map.get(namespace);
  if (known) return known;
  const made: RulesByHost = new Map();
  map.set(namespace, made);
  return made;
}

function hostMaps(
  map: Map<string, RulesByHost>,
): Map<string, HostMap<readonly ConsolidatedRule[]>> {
  return new Map(
    [...map].map(([namespace, byHost]) => [namespace, new HostMap(byHost)]),
  );
}
