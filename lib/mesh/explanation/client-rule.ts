import { type RuleTls, ruleTls } from "@/lib/mesh/client/traffic-policy-tls";
import {
  type ConsolidatedRule,
  exportSetOf,
} from "@/lib/mesh/index/destination-rule-merge";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { ClientTlsMode } from "@/lib/mesh/mode";
import type {
  DestinationRule,
  ObjectRef,
  Service,
  TrafficPolicy,
} from "@/lib/mesh/objects";
import {
  type ConcerningRule,
  type ConcerningRules,
  type RuleClient,
  sameRef,
} from "./concerning-rules";
import type { ClientRule } from "./explanation";

export interface ClientCall {
  readonly client: RuleClient;
  readonly service: Service;
  /** Service port. */
  readonly port: number;
  /** "" = no subset. */
  readonly subset: string;
  /** Auto mTLS looks at the endpoint, and there past a port entry without tls (semantics B4, quirk). */
  readonly asksEndpoint: boolean;
}

/** The DestinationRule a client obeys for a call, where it says what it says, and who is passed over (semantics B2-B4). */
export function clientRule(
  index: MeshIndex,
  rules: ConcerningRules,
  call: ClientCall,
): ClientRule {
  const found = rules.obeyed(call.client);
  const word = found && wordOf(ruleTls(found, call.port, call.subset), call);
  const winner = found && speakerOf(rules, found, call);
  const merged = found === null ? [] : rules.objectsOf(found);
  const dropped = merged.filter(
    ({ rule, ref }) =>
      rule.trafficPolicy !== null &&
      !isRef(ref, found?.trafficPolicyFrom) &&
      !isRef(ref, winner),
  );
  const passed = passedOver(index, rules, call, merged);
  const absorbed = merged.filter(
    (rule) => !isRef(rule.ref, winner) && !dropped.includes(rule),
  );
  return {
    winner,
    foundIn: found && placeOf(index, call, found.namespace),
    says: word,
    saidAt: found && word !== null ? saidAt(found, call) : null,
    mergedFrom: absorbed.slice(0, MAX_OTHERS).map(({ ref }) => ref),
    losers: [
      ...dropped.map((rule) => ({
        rule,
        reason: () => "merged-without-traffic-policy" as const,
      })),
      ...passed,
    ]
      .slice(0, MAX_OTHERS)
      .map(({ rule, reason }) => lost(rule, call, reason())),
    othersLeftOut:
      Math.max(0, absorbed.length - MAX_OTHERS) +
      Math.max(0, dropped.length + passed.length - MAX_OTHERS),
  };
}

/** Rules of each kind that are named; a namespace may hold thousands for one host. */
const MAX_OTHERS = 20;

type RuleLoss = ClientRule["losers"][number]["reason"];

function wordOf(
  { mode, endpointMode }: RuleTls,
  { asksEndpoint }: ClientCall,
): ClientTlsMode | null {
  return mode ?? (asksEndpoint ? endpointMode : null);
}

function saidAt(
  found: ConsolidatedRule,
  { port, subset }: ClientCall,
): ClientRule["saidAt"] {
  const own =
    subset === ""
      ? null
      : found.subsets.find(({ name }) => name === subset)?.trafficPolicy;
  if (entryOf(own, port)?.tls) return "subset-port";
  if (own?.tls && !entryOf(own, port)) return "subset";
  if (ruleTls(found, port, subset).mode === null) {
    return subset === "" ? "destination" : "subset";
  }
  return entryOf(found.trafficPolicy, port) ? "port" : "destination";
}

function entryOf(policy: TrafficPolicy | null | undefined, port: number) {
  return policy?.portLevelSettings.find((entry) => entry.port === port);
}

/** Of merged rules, the object one has to edit: the one the subset or the traffic policy comes from. */
function speakerOf(
  rules: ConcerningRules,
  found: ConsolidatedRule,
  call: ClientCall,
): ObjectRef {
  const where = saidAt(found, call);
  if (where === "subset" || where === "subset-port") {
    const owner = rules
      .objectsOf(found)
      .find(({ rule }) =>
        rule.subsets.some(({ name }) => name === call.subset),
      );
    if (owner) return owner.ref;
  }
  return found.trafficPolicyFrom ?? found.rule;
}

function placeOf(
  { meshConfig }: MeshIndex,
  { client, service }: ClientCall,
  namespace: string,
): ClientRule["foundIn"] {
  if (namespace === client.namespace) return "client-namespace";
  if (namespace === service.namespace) return "service-namespace";
  return namespace === meshConfig.rootNamespace ? "root-namespace" : null;
}

/** Rules of the three places that are searched; rules of other namespaces are nobody's business here. */
function passedOver(
  index: MeshIndex,
  rules: ConcerningRules,
  call: ClientCall,
  merged: readonly ConcerningRule[],
) {
  const candidates = rules.candidates(call.client);
  const mine = new Set(merged);
  return rules.all
    .filter(
      (rule) =>
        placeOf(index, call, rule.rule.namespace) !== null && !mine.has(rule),
    )
    .map((rule) => ({
      rule,
      // Costs a search of its own, and only few are asked for.
      reason: () => lossOf(rules, call.client, candidates, rule),
    }));
}

function lossOf(
  rules: ConcerningRules,
  client: RuleClient,
  candidates: readonly ConsolidatedRule[],
  loser: ConcerningRule,
): RuleLoss {
  if (!rules.seenAlone(loser, client)) return "not-exported";
  if (!rules.obeyedAlone(loser, client)) return "selector-does-not-match";
  const [found] = candidates;
  if (
    found &&
    found.namespace !== loser.rule.namespace &&
    rules.outsearched(loser, candidates, client)
  ) {
    return "searched-later";
  }
  if (rules.hiddenByCloserHost(loser, client)) return "less-specific-host";
  return candidates.some(({ from }) =>
    from.some((ref) => sameRef(ref, loser.ref)),
  )
    ? "another-of-same-host"
    : "merged-out-of-sight";
}

function lost(
  { rule, ref }: ConcerningRule,
  { port, subset }: ClientCall,
  reason: RuleLoss,
): ClientRule["losers"][number] {
  const { mode } = ruleTls(unmerged(rule, ref), port, subset);
  return { object: ref, says: mode, reason };
}

function unmerged(rule: DestinationRule, ref: ObjectRef): ConsolidatedRule {
  return {
    rule: ref,
    from: [ref],
    trafficPolicyFrom: rule.trafficPolicy === null ? null : ref,
    namespace: rule.namespace,
    exportTo: exportSetOf(rule),
    workloadSelector: rule.workloadSelector,
    trafficPolicy: rule.trafficPolicy,
    subsets: rule.subsets,
  };
}

function isRef(ref: ObjectRef, other: ObjectRef | null | undefined): boolean {
  return other !== null && other !== undefined && sameRef(ref, other);
}
