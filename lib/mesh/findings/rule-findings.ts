import { compareText } from "@/lib/mesh/age-order";
import { groupBy } from "@/lib/mesh/group-by";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { destinationRuleRef } from "@/lib/mesh/object-ref";
import type { DestinationRule } from "@/lib/mesh/objects";
import { hasNoLabels, SelectorIndex } from "@/lib/mesh/selector";
import type { Finding } from "./finding";
import { hiddenRules } from "./hidden-rules";
import { mergeAlike } from "./merge-alike";
import { mergedRules } from "./merged-rules";
import { perService } from "./remembered";
import { ruleHosts } from "./rule-hosts";
import { rulePorts } from "./rule-ports";

/** DestinationRules that hide, drop or miss what they, or others, are meant to say (semantics B1 to B4). */
export function ruleFindings(index: MeshIndex): Finding[] {
  const rules = [...index.inventory.destinationRules].sort(
    (a, b) =>
      compareText(a.namespace, b.namespace) || compareText(a.name, b.name),
  );
  return [
    ...mergedRules(index, rules),
    ...ruleHosts(index, rules),
    ...mergeAlike(ofServices(index)),
    ...rulesThatSelectNothing(index, rules),
  ];
}

const ofServices = perService((index, service) => [
  ...hiddenRules(index, [service]),
  ...rulePorts(index, [service]),
]);

/** Finished pods count: those of a job come back. */
function rulesThatSelectNothing(
  index: MeshIndex,
  rules: readonly DestinationRule[],
): Finding[] {
  const selecting = rules.filter((rule) => !hasNoLabels(rule.workloadSelector));
  const idle = new Set(selecting);
  for (const [namespace, own] of groupBy(selecting, (r) => r.namespace)) {
    const bySelector = new SelectorIndex(own, (r) => r.workloadSelector ?? {});
    for (const pod of index.podsByNamespace.get(namespace) ?? []) {
      for (const rule of bySelector.matching(pod.labels)) idle.delete(rule);
    }
  }
  return [...idle].map((rule) => ({
    code: "rule-selects-nothing",
    severity: "info",
    objects: [destinationRuleRef(rule)],
    services: [],
    params: {},
  }));
}
