import {
  type LegacyObstacle,
  legacyModeChanges,
} from "@/lib/mesh/legacy/legacy-lock";
import { legacyPolicyRef } from "@/lib/mesh/object-ref";
import { type Reason, type ReasonCode, reason } from "./reason";
import type { ServiceFacts } from "./service-facts";

/** E19, and where a lock is a legacy Policy, what no Policy can do for this service alone (semantics C). */
export function legacyReasons({
  index,
  service,
  policy,
}: ServiceFacts): Reason[] {
  if (index.meshConfig.lacksPeerAuthentication) {
    return legacyModeChanges(index, service, "STRICT").obstacles.map(
      ({ policy, code }) =>
        reason(OBSTACLE_CODES[code], "block", {}, [legacyPolicyRef(policy)]),
    );
  }
  const deciding = policy.decidedBy.filter(({ kind }) =>
    LEGACY_KINDS.has(kind),
  );
  return deciding.length === 0
    ? []
    : [reason("legacy-policy-decides", "block", {}, deciding)];
}

const LEGACY_KINDS = new Set(["Policy", "MeshPolicy"]);

const OBSTACLE_CODES: Readonly<Record<LegacyObstacle["code"], ReasonCode>> = {
  "names-other-services": "legacy-policy-shared",
  "checks-end-users": "legacy-policy-checks-end-users",
};
