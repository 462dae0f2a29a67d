import "server-only";
import type { MeshSnapshot } from "@/lib/snapshot/mesh-snapshot";
import {
  type SnapshotDelta,
  snapshotDelta,
  snapshotDeltaSchema,
} from "./snapshot-delta";
import { toSnapshotDto } from "./snapshot-dto";

interface Made {
  /** Not the snapshot itself: each would keep the one before it, and all of them would stay. */
  readonly from: string;
  readonly delta: SnapshotDelta | null;
}

/** Most viewers have seen the same: made once for all of them. */
const known = new WeakMap<MeshSnapshot, Made>();

/**
 * What a viewer who has `before` needs to have `after`, checked against its schema.
 *
 * @returns null = the whole snapshot has to be read
 */
export function snapshotChange(
  before: MeshSnapshot,
  after: MeshSnapshot,
): SnapshotDelta | null {
  const made = known.get(after);
  if (made?.from === before.version) return made.delta;
  const delta = deltaOrNull(before, after);
  known.set(after, { from: before.version, delta });
  return delta;
}

/** A fault here is no reason to leave a viewer without news: who then reads the whole is told what is wrong. */
function deltaOrNull(
  before: MeshSnapshot,
  after: MeshSnapshot,
): SnapshotDelta | null {
  try {
    const found = snapshotDelta(toSnapshotDto(before), toSnapshotDto(after));
    return (found && snapshotDeltaSchema.safeParse(found).data) ?? null;
  } catch {
    return null;
  }
}
