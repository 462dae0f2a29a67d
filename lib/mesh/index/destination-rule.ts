import { compareByAge } from "@/lib/mesh/age-order";
import { lazily } from "@/lib/mesh/lazily";
import type { DestinationRule, Labels, MeshConfig } from "@/lib/mesh/objects";
import { selectorMatches } from "@/lib/mesh/selector";
import {
  type ConsolidatedRule,
  exportSetOf,
  type MutableRule,
  mergeInto,
} from "./destination-rule-merge";
import { HostMap, resolveHost } from "./host";
import { type ListsByNamespace, listsByNamespace } from "./lists-by-namespace";

export type { ConsolidatedRule } from "./destination-rule-merge";

/** All DestinationRules, merged per host and arranged by who may see them (semantics B2, B3). */
export interface DestinationRuleIndex {
  /** Rules of each namespace, selectors first, then oldest first. A list stays the same array while nothing in it changes. */
  readonly byNamespace: ListsByNamespace<DestinationRule>;
  readonly merged: ReadonlyMap<string, MergedRules>;
  /** Rules visible in their own namespace, by that namespace. */
  readonly local: ReadonlyMap<string, RulesByHost>;
  /** Rules that others may see, by the rule's namespace. */
  readonly exported: ReadonlyMap<string, RulesByHost>;
  /** Private rules of the root namespace, the only ones its own clients search first. */
  readonly rootPrivate: RulesByHost;
  readonly rootNamespace: string;
  /** Namespaces whose clients find a rule of their own for a host, whatever others export to them. */
  namespacesWithOwnRule(host: string): readonly string[];
}

/** The rules of one namespace; they never mix with those of another. */
interface MergedRules {
  readonly local: RulesByHost;
  readonly exported: RulesByHost;
  readonly hidden: RulesByHost;
}

type RulesByHost = HostMap<readonly ConsolidatedRule[]>;

/**
 * @param previous the index before, under the same mesh configuration; what did not change is taken from it
 * Source: istio pilot/pkg/model, setDestinationRules and mergeDestinationRule.
 */
export function indexDestinationRules(
  rules: readonly DestinationRule[],
  meshConfig: MeshConfig,
  previous: {
    readonly items: readonly DestinationRule[];
    readonly index: DestinationRuleIndex;
  } | null = null,
): DestinationRuleIndex {
  const before = previous?.index ?? null;
  const byNamespace = listsByNamespace(
    rules,
    compareSelectorsFirst,
    previous && { items: previous.items, lists: previous.index.byNamespace },
  );
  if (before?.byNamespace === byNamespace) return before;
  const merged = new Map<string, MergedRules>();
  for (const [namespace, list] of byNamespace) {
    const known =
      before?.byNamespace.get(namespace) === list
        ? before.merged.get(namespace)
        : undefined;
    merged.set(namespace, known ?? mergeNamespace(list, meshConfig));
  }
  return { byNamespace, ...arrange(merged, meshConfig.rootNamespace) };
}

function arrange(
  merged: DestinationRuleIndex["merged"],
  rootNamespace: string,
): Omit<DestinationRuleIndex, "byNamespace"> {
  const parts = [...merged];
  const local = new Map(parts.map(([name, rules]) => [name, rules.local]));
  const rootPrivate =
    merged.get(rootNamespace)?.hidden ?? new HostMap<MutableRule[]>([]);
  return {
    merged,
    local,
    exported: new Map(parts.map(([name, rules]) => [name, rules.exported])),
    rootPrivate,
    rootNamespace,
    namespacesWithOwnRule: ownRuleFinder(local, rootPrivate, rootNamespace),
  };
}

function mergeNamespace(
  rules: readonly DestinationRule[],
  meshConfig: MeshConfig,
): MergedRules {
  const local = new Map<string, MutableRule[]>();
  const exported = new Map<string, MutableRule[]>();
  const hidden = new Map<string, MutableRule[]>();
  const defaultPrivate =
    meshConfig.defaultDestinationRuleExportTo.includes(".");
  for (const rule of rules) {
    const host = resolveHost(
      rule.host,
      rule.namespace,
      meshConfig.clusterDomain,
    );
    const exportTo = exportSetOf(rule);
    const own = exportTo.has(".") || exportTo.has(rule.namespace);
    if (exportTo.size === 0 || exportTo.has("*") || own) {
      mergeInto(local, host, rule, exportTo);
    }
    const isPrivate =
      exportTo.size === 0 ? defaultPrivate : exportTo.size === 1 && own;
    mergeInto(isPrivate ? hidden : exported, host, rule, exportTo);
  }
  return {
    local: new HostMap(local),
    exported: new HostMap(exported),
    hidden: new HostMap(hidden),
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
  return pickRule(candidates, client);
}

/** Of the rules found for a client's namespace, the one that this client obeys. */
export function pickRule(
  candidates: readonly ConsolidatedRule[],
  client: { readonly namespace: string; readonly labels: Labels },
): ConsolidatedRule | null {
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

/**
 * Namespaces whose clients may be told something of their own about a service: those that find a rule of
 * their own for its host, and those that a rule for it is exported to by name. Everybody else finds the
 * same rule, or none (semantics B2).
 */
export function distinctClientNamespaces(
  index: DestinationRuleIndex,
  host: string,
  serviceNamespace: string,
): ReadonlySet<string> {
  const distinct = new Set(index.namespacesWithOwnRule(host));
  for (const namespace of [serviceNamespace, index.rootNamespace]) {
    for (const rule of index.exported.get(namespace)?.get(host) ?? []) {
      for (const name of rule.exportTo) {
        if (name !== "*") distinct.add(name === "." ? rule.namespace : name);
      }
    }
  }
  return distinct;
}

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

/** From a host to the namespaces that have a rule for it, so that no service asks every namespace. */
function ownRuleFinder(
  local: DestinationRuleIndex["local"],
  rootPrivate: RulesByHost,
  rootNamespace: string,
): (host: string) => readonly string[] {
  const byHost = lazily(() => {
    const namespaces = new Map<string, string[]>();
    for (const [namespace, rules] of local) {
      const searched = namespace === rootNamespace ? rootPrivate : rules;
      for (const host of searched.hosts()) {
        const known = namespaces.get(host);
        if (known) known.push(namespace);
        else namespaces.set(host, [namespace]);
      }
    }
    return new HostMap(namespaces);
  });
  return (host) => byHost().covering(host).flat();
}
