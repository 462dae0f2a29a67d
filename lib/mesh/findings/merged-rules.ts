import { compareText } from "@/lib/mesh/age-order";
import { groupBy } from "@/lib/mesh/group-by";
import type { ConsolidatedRule } from "@/lib/mesh/index/destination-rule";
import { type HostMap, resolveHost } from "@/lib/mesh/index/host";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { destinationRuleRef, refKey } from "@/lib/mesh/object-ref";
import type { DestinationRule, ObjectRef } from "@/lib/mesh/objects";
import type { Finding } from "./finding";
import { ruleBehind } from "./rules-by-ref";

/**
 * What several rules of one namespace for one host lose when istiod makes one of them (semantics B3): the
 * younger traffic policy, or, by the trap described there, all of the younger rule for some clients.
 */
export function mergedRules(
  index: MeshIndex,
  rules: readonly DestinationRule[],
): Finding[] {
  const { clusterDomain } = index.meshConfig;
  const byHost = groupBy(
    rules,
    ({ host, namespace }) =>
      `${namespace}/${resolveHost(host, namespace, clusterDomain)}`,
  );
  return [...byHost.values()].flatMap((competitors) =>
    competitors.length < 2
      ? []
      : competitors.flatMap((rule) => lossesOf(index, rule)),
  );
}

function lossesOf(index: MeshIndex, rule: DestinationRule): Finding[] {
  const { host, own, exported } = entriesWith(index, rule);
  return [
    ...droppedPolicy(index, rule, host, [own, exported]),
    ...lostForNamespaces(rule, host, exported),
    ...lostForClients(rule, host, own),
  ];
}

interface Entries {
  readonly host: string;
  /** For clients of the rule's own namespace. */
  readonly own: readonly ConsolidatedRule[];
  /** For those of others. */
  readonly exported: readonly ConsolidatedRule[];
}

/** The merged rules that this one is part of. */
function entriesWith(index: MeshIndex, rule: DestinationRule): Entries {
  const { local, exported, rootPrivate, rootNamespace } =
    index.destinationRules;
  const { namespace } = rule;
  const host = resolveHost(
    rule.host,
    namespace,
    index.meshConfig.clusterDomain,
  );
  const key = refKey(destinationRuleRef(rule));
  const containing = (
    place: HostMap<readonly ConsolidatedRule[]> | undefined,
  ): readonly ConsolidatedRule[] =>
    entriesByRule(place?.get(host) ?? NONE).get(key) ?? NONE;
  return {
    host,
    own: containing(
      namespace === rootNamespace ? rootPrivate : local.get(namespace),
    ),
    exported: containing(exported.get(namespace)),
  };
}

const NONE: readonly ConsolidatedRule[] = [];

/** Merged rules by each rule in them: thousands may be written for one host. */
function entriesByRule(
  entries: readonly ConsolidatedRule[],
): ReadonlyMap<string, readonly ConsolidatedRule[]> {
  const known = byRule.get(entries);
  if (known !== undefined) return known;
  const found = new Map<string, ConsolidatedRule[]>();
  for (const entry of entries) {
    for (const ref of entry.from) {
      const key = refKey(ref);
      const others = found.get(key);
      if (others === undefined) found.set(key, [entry]);
      else others.push(entry);
    }
  }
  byRule.set(entries, found);
  return found;
}

const byRule = new WeakMap<
  readonly ConsolidatedRule[],
  ReadonlyMap<string, readonly ConsolidatedRule[]>
>();

function droppedPolicy(
  index: MeshIndex,
  rule: DestinationRule,
  host: string,
  places: readonly (readonly ConsolidatedRule[])[],
): Finding[] {
  if (rule.trafficPolicy === null) return [];
  const own = refKey(destinationRuleRef(rule));
  for (const entries of places) {
    const winners = entries.flatMap((entry) => entry.trafficPolicyFrom ?? []);
    const [winner] = winners;
    if (winner === undefined || winners.some((ref) => refKey(ref) === own)) {
      continue;
    }
    return [
      {
        code: "rule-traffic-policy-dropped",
        severity: sameTls(rule, ruleBehind(index, winner)) ? "info" : "warning",
        objects: [destinationRuleRef(rule), winner],
        services: [],
        params: { host },
      },
    ];
  }
  return [];
}

/** Other parts of a traffic policy are not read; about mutual TLS such a pair is of one mind. */
function sameTls(a: DestinationRule, b: DestinationRule | null): boolean {
  return JSON.stringify(shape(a)) === JSON.stringify(shape(b));
}

function shape(rule: DestinationRule | null): unknown {
  const policy = rule?.trafficPolicy;
  if (!policy) return null;
  const ports = policy.portLevelSettings
    .map(({ port, tls }) => [port, tls] as const)
    .sort(([a], [b]) => a - b);
  return [policy.tls, policy.passthrough, ports];
}

function lostForNamespaces(
  rule: DestinationRule,
  host: string,
  exported: readonly ConsolidatedRule[],
): Finding[] {
  const [absorber] = exported;
  if (absorber === undefined || rule.workloadSelector !== null) return [];
  const reached = new Set(exported.flatMap(({ exportTo }) => [...exportTo]));
  const everyone =
    reached.has("*") || exported.some(({ exportTo }) => exportTo.size === 0);
  const lost = rule.exportTo.filter(
    (name) => !everyone && !reached.has(name) && !isOwn(rule, name),
  );
  if (lost.length === 0) return [];
  return [
    {
      code: "rule-lost-for-namespaces",
      severity: "warning",
      objects: withAbsorbers(rule, exported),
      services: [],
      params: {
        host,
        namespaces: [...new Set(lost)].sort(compareText).join(", "),
      },
    },
  ];
}

/** Clients of the rule's own namespace look elsewhere first. */
function isOwn(rule: DestinationRule, name: string): boolean {
  return name === "." || name === rule.namespace;
}

function lostForClients(
  rule: DestinationRule,
  host: string,
  own: readonly ConsolidatedRule[],
): Finding[] {
  const swallowed =
    rule.workloadSelector === null &&
    own.length > 0 &&
    own.every(({ workloadSelector }) => workloadSelector !== null);
  if (!swallowed) return [];
  return [
    {
      code: "rule-lost-for-clients",
      severity: "warning",
      objects: withAbsorbers(rule, own),
      services: [],
      params: { host },
    },
  ];
}

function withAbsorbers(
  rule: DestinationRule,
  entries: readonly ConsolidatedRule[],
): ObjectRef[] {
  return [destinationRuleRef(rule), ...entries.map((entry) => entry.rule)];
}
