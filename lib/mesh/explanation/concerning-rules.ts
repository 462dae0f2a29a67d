import {
  type ConsolidatedRule,
  type DestinationRuleIndex,
  destinationRuleCandidates,
  destinationRuleFor,
  indexDestinationRules,
} from "@/lib/mesh/index/destination-rule";
import { hostSubsetOf, resolveHost, serviceHost } from "@/lib/mesh/index/host";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { destinationRuleRef, refKey } from "@/lib/mesh/object-ref";
import type {
  DestinationRule,
  Labels,
  ObjectRef,
  Service,
} from "@/lib/mesh/objects";

/** A client whose sidecar looks for a rule. */
export interface RuleClient {
  readonly namespace: string;
  readonly labels: Labels;
}

/** A rule whose host covers the service, and what would become of it if it were alone. */
export interface ConcerningRule {
  readonly rule: DestinationRule;
  readonly ref: ObjectRef;
  /** Its host, written out. */
  readonly host: string;
}

/** All rules that could speak to clients of one service. Questions are put to the law with few rules in it. */
export class ConcerningRules {
  readonly all: readonly ConcerningRule[];
  private readonly byKey: ReadonlyMap<string, ConcerningRule>;
  private readonly host: string;
  private readonly alone = new Map<ConcerningRule, DestinationRuleIndex>();

  constructor(
    private readonly index: MeshIndex,
    private readonly service: Service,
  ) {
    const { clusterDomain } = index.meshConfig;
    this.host = serviceHost(service, clusterDomain);
    this.all = index.inventory.destinationRules
      .map((rule) => ({
        rule,
        ref: destinationRuleRef(rule),
        host: resolveHost(rule.host, rule.namespace, clusterDomain),
      }))
      .filter(({ host }) => hostSubsetOf(this.host, host));
    this.byKey = new Map(this.all.map((rule) => [refKey(rule.ref), rule]));
  }

  /** Everything the client finds, before workload selectors are looked at. */
  candidates(client: RuleClient): readonly ConsolidatedRule[] {
    return this.search(this.index.destinationRules, client);
  }

  /** The rule the client obeys. */
  obeyed(client: RuleClient): ConsolidatedRule | null {
    return this.obeyedOf(this.index.destinationRules, client);
  }

  /** The objects that a consolidated rule was made of, in merge order. */
  objectsOf(rule: ConsolidatedRule): ConcerningRule[] {
    return rule.from.flatMap((ref) => this.byKey.get(refKey(ref)) ?? []);
  }

  /** Whether the client would find this rule if there were no other. */
  seenAlone(rule: ConcerningRule, client: RuleClient): boolean {
    return this.search(this.aloneIndex(rule), client).length > 0;
  }

  obeyedAlone(rule: ConcerningRule, client: RuleClient): boolean {
    return this.obeyedOf(this.aloneIndex(rule), client) !== null;
  }

  /** Whether what was found would be found in any case, with this rule there or not. */
  outsearched(
    rule: ConcerningRule,
    found: readonly ConsolidatedRule[],
    client: RuleClient,
  ): boolean {
    const both = [...found.flatMap((other) => this.objectsOf(other)), rule].map(
      (each) => each.rule,
    );
    return !this.search(
      indexDestinationRules(both, this.index.meshConfig),
      client,
    ).some(({ from }) => from.some((ref) => sameRef(ref, rule.ref)));
  }

  /** Whether a closer host of the same namespace keeps this one from the client. */
  hiddenByCloserHost(rule: ConcerningRule, client: RuleClient): boolean {
    return this.all.some(
      (other) =>
        other.rule.namespace === rule.rule.namespace &&
        other.host !== rule.host &&
        hostSubsetOf(other.host, rule.host) &&
        !this.search(
          indexDestinationRules([other.rule, rule.rule], this.index.meshConfig),
          client,
        ).some(({ from }) => from.some((ref) => sameRef(ref, rule.ref))),
    );
  }

  private aloneIndex(rule: ConcerningRule): DestinationRuleIndex {
    const known = this.alone.get(rule);
    if (known) return known;
    const made = indexDestinationRules([rule.rule], this.index.meshConfig);
    this.alone.set(rule, made);
    return made;
  }

  private search(rules: DestinationRuleIndex, client: RuleClient) {
    const { namespace } = this.service;
    return destinationRuleCandidates(
      rules,
      client.namespace,
      this.host,
      namespace,
    );
  }

  private obeyedOf(rules: DestinationRuleIndex, client: RuleClient) {
    return destinationRuleFor(rules, client, this.host, this.service.namespace);
  }
}

export function sameRef(a: ObjectRef, b: ObjectRef): boolean {
  return refKey(a) === refKey(b);
}
