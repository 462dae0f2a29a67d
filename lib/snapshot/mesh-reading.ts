import type { MeshIndex } from "@/lib/mesh/index/mesh-index";
import type { Readability } from "@/lib/mesh/readiness/readability";
import type { MeshResolution } from "@/lib/mesh/resolution/mesh-resolution";
import type { SourceStatement } from "@/lib/mesh/source";

/** What Kubernetes says, indexed, without any traffic. Never changed after it was made. */
export interface MeshReading {
  /** Differs whenever the inventory or a statement about it differs. */
  readonly version: string;
  readonly takenAtMs: number;
  readonly statements: readonly SourceStatement[];
  readonly readable: Readability;
  readonly index: MeshIndex;
  readonly resolution: MeshResolution;
}
