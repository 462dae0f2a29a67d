import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import { destinationRuleRef, refKey } from "@/lib/mesh/object-ref";
import type { DestinationRule, ObjectRef } from "@/lib/mesh/objects";
import { oncePerIndex } from "./once-per-index";

/** The rule behind a reference; null where there is none. */
export function ruleBehind(
  index: MeshIndex,
  ref: ObjectRef,
): DestinationRule | null {
  return rulesByKey(index).get(refKey(ref)) ?? null;
}

const rulesByKey = oncePerIndex(
  (index): ReadonlyMap<string, DestinationRule> =>
    new Map(
      index.inventory.destinationRules.map((rule) => [
        refKey(destinationRuleRef(rule)),
        rule,
      ]),
    ),
);
