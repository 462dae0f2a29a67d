import { type Reason, reason } from "./reason";
import type { ServiceFacts } from "./service-facts";

/**
 * E23: machines and plain addresses beside the pods. Policy reaches a machine that runs a proxy, and whether one does
 * is written nowhere in the cluster.
 */
export function endpointsBeyondPods({
  index,
  service,
  policy,
}: ServiceFacts): Reason[] {
  const { plainAddresses, workloadEntries = [] } = index.backendsOf(service);
  const found = plainAddresses + workloadEntries.length;
  if (found === 0 || policy.pods.length === 0) return [];
  return [
    reason(
      "endpoints-not-assessable",
      // Where the pods refuse plaintext already, this doubt is all that is left: it decides.
      policy.mode === "STRICT" ? "block" : "warn",
      { found, pods: policy.pods.length },
      workloadEntries,
    ),
  ];
}
