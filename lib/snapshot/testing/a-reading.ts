import type { InventoryReading } from "@/lib/kubernetes/inventory-source";
import type { Inventory } from "@/lib/mesh/objects";
import { anInventory } from "@/lib/mesh/testing/inventory-builders";

/** Everything was read. */
export function aReading(
  inventory: Partial<Inventory> = {},
  over: Partial<InventoryReading> = {},
): InventoryReading {
  return {
    inventory: anInventory(inventory),
    statements: [],
    synced: true,
    revision: 1,
    meshConfigKnown: true,
    istioPresent: true,
    policiesReadable: () => true,
    podsReadable: () => true,
    destinationRulesReadable: () => true,
    ...over,
  };
}
