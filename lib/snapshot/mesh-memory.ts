import type { Clock } from "@/lib/clock";
import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { Inventory } from "@/lib/mesh/objects";
import {
  type MeshResolution,
  resolveMesh,
} from "@/lib/mesh/resolution/mesh-resolution";

import { StrictMemory } from "./strict-memory";

/** The last mesh that was resolved: the next one costs only what changed since. */
export class MeshMemory {
  readonly strict = new StrictMemory();
  private last: MeshResolution | null = null;

  constructor(private readonly clock: Clock) {}

  of(inventory: Inventory): MeshResolution {
    if (this.last?.index.inventory !== inventory) {
      const index = indexMesh(inventory, this.last?.index ?? null);
      this.last = resolveMesh(index, this.last);
      this.strict.observe(this.last, this.clock());
    }
    return this.last;
  }
}
