import {
  type RefusalCertainty,
  refusalTotal,
} from "@/lib/mesh/traffic/refused-caller";
import { type Reason, reason, someNames } from "./reason";
import type { ServiceFacts } from "./service-facts";

/** What came of those who called a locked service in vain; after the lock nothing else tells of them (semantics D2). */
export interface RefusalReasons {
  /** Callers that the lock turns away. */
  readonly knocking: readonly Reason[];
  /** Callers that could not get in, for whatever reason. */
  readonly failed: readonly Reason[];
}

export function refusalReasons(facts: ServiceFacts): RefusalReasons {
  return {
    knocking: about(facts, "still-knocking", "refused"),
    failed: about(facts, "calls-failed", "failed"),
  };
}

function about(
  { refused, reading }: ServiceFacts,
  code: "still-knocking" | "calls-failed",
  certainty: RefusalCertainty,
): Reason[] {
  const callers = refused.filter((caller) => caller.certainty === certainty);
  const total = refusalTotal(callers);
  if (total === null || reading === null) return [];
  // One caller is there twice where two witnesses tell of it.
  const named = new Set(
    callers.flatMap(({ namespace, workload }) =>
      workload === null ? [] : [`${namespace}/${workload}`],
    ),
  );
  const unnamed = callers.filter(({ workload }) => workload === null).length;
  return [
    reason(code, "info", {
      requests: total.requests,
      connections: total.connections,
      callers: named.size + unnamed,
      named: someNames([...named]),
      unnamed,
      windowS: reading.windowS,
      ...(total.lastSeenS === null
        ? {}
        : {
            agoS: Math.max(
              0,
              Math.floor(reading.evaluatedAtS - total.lastSeenS),
            ),
          }),
    }),
  ];
}
