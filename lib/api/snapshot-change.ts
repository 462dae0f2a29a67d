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
  const found = snapshotDelta(toSnapshotDto(before), toSnapshotDto(after));
  const delta = found && snapshotDeltaSchema.parse(found);
  known.set(after, { from: before.version, delta });
  return delta;
}
