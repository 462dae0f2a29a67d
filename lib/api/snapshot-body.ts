import "server-only";
import type { MeshSnapshot } from "@/lib/snapshot/mesh-snapshot";
import { type Snapshot, snapshotSchema } from "./contract";
import { toSnapshotDto } from "./snapshot-dto";

/** Made once per snapshot, however many people look at it. */
const bodies = new WeakMap<MeshSnapshot, string>();

/** The answer of `GET /api/snapshot`, checked against its schema. */
export function snapshotBody(snapshot: MeshSnapshot): string {
  const known = bodies.get(snapshot);
  if (known !== undefined) return known;
  const dto: Snapshot = snapshotSchema.parse(toSnapshotDto(snapshot));
  const body = JSON.stringify(dto);
  bodies.set(snapshot, body);
  return body;
}
