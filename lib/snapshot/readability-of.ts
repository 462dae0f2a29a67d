import type { InventoryReading } from "@/lib/kubernetes/inventory-source";
import type { Readability } from "@/lib/mesh/readiness/readability";

/** What of a reading may be relied on, as the law asks for it. */
export function readabilityOf(reading: InventoryReading): Readability {
  return {
    meshConfig: reading.meshConfigKnown,
    pods: (namespace) => reading.podsReadable(namespace),
    policies: (namespace) => reading.policiesReadable(namespace),
    destinationRules: (namespace) =>
      reading.destinationRulesReadable(namespace),
  };
}
