import { ruleTls } from "@/lib/mesh/client/traffic-policy-tls";
import type { ConsolidatedRule } from "@/lib/mesh/index/destination-rule";
import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { ObjectRef, TrafficPolicy } from "@/lib/mesh/objects";
import { ruleBehind } from "./rules-by-ref";

type Subset = ConsolidatedRule["subsets"][number];

/** Subsets whose own policy makes clients send something else than the rule does without a subset (semantics B4). */
export function subsetsThatDiffer(
  rule: ConsolidatedRule | null,
  port: number,
): Subset[] {
  if (rule === null) return [];
  const base = ruleTls(rule, port, "");
  return rule.subsets.filter(({ name, trafficPolicy }) => {
    if (trafficPolicy === null) return false;
    const own = ruleTls(rule, port, name);
    if (own.mode !== base.mode) return true;
    return (
      own.mode === null &&
      (own.endpointMode !== base.endpointMode ||
        own.passthrough !== base.passthrough)
    );
  });
}

/** Of rules merged into one, the one that a subset comes from: the first to name it (semantics B3). */
export function subsetRule(
  index: MeshIndex,
  rule: ConsolidatedRule,
  subset: string,
): ObjectRef {
  return (
    rule.from.find((ref) =>
      ruleBehind(index, ref)?.subsets.some(({ name }) => name === subset),
    ) ?? rule.rule
  );
}

/** True where neither the rule nor a port entry or subset of it has tls. */
export function saysNothingOfTls(
  rule: Pick<ConsolidatedRule, "trafficPolicy" | "subsets"> | null,
): boolean {
  if (rule === null) return true;
  return (
    !hasTls(rule.trafficPolicy) &&
    !rule.subsets.some(({ trafficPolicy }) => hasTls(trafficPolicy))
  );
}

function hasTls(policy: TrafficPolicy | null): boolean {
  return (
    policy !== null &&
    (policy.tls !== null ||
      policy.portLevelSettings.some(({ tls }) => tls !== null))
  );
}
