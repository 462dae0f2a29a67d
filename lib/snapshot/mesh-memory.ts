import { indexMesh } from "@/lib/mesh/index/mesh-index";
import type { Inventory } from "@/lib/mesh/objects";
import {
  type MeshResolution,
  resolveMesh,
} from "@/lib/mesh/resolution/mesh-resolution";

/** The last mesh that was resolved: the next one costs only what changed since. */
export class MeshMemory {
  private last: MeshResolution | null = null;

  of(inventory: Inventory): MeshResolution {
    if (this.last?.index.inventory !== inventory) {
      const index = indexMesh(inventory, this.last?.index ?? null);
      this.last = resolveMesh(index, this.last);
    }
    return this.last;
  }
}
