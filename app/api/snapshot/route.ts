import { z } from "zod";
import {
  type Snapshot,
  snapshotSchema,
  windowSchema,
} from "@/lib/api/contract";
import { guarded, parseQuery } from "@/lib/api/route";
import { toSnapshotDto } from "@/lib/api/snapshot-dto";
import { theSyncedHub } from "@/lib/snapshot/instance";
import type { MeshSnapshot } from "@/lib/snapshot/mesh-snapshot";

const querySchema = z.strictObject({ window: windowSchema.default("1h") });

export const GET = guarded(async (request) => {
  const { window } = parseQuery(querySchema, request);
  const hub = await theSyncedHub();
  const snapshot = await hub.snapshot(window);
  const headers = {
    etag: `"${snapshot.version}"`,
    "cache-control": "no-cache",
    "content-type": "application/json",
  };
  if (request.headers.get("if-none-match") === headers.etag) {
    return new Response(null, { status: 304, headers });
  }
  return new Response(bodyOf(snapshot), { headers });
});

/** Made once per version, however many people look. */
const bodies = new WeakMap<MeshSnapshot, string>();

function bodyOf(snapshot: MeshSnapshot): string {
  const known = bodies.get(snapshot);
  if (known !== undefined) return known;
  const dto: Snapshot = snapshotSchema.parse(toSnapshotDto(snapshot));
  const body = JSON.stringify(dto);
  bodies.set(snapshot, body);
  return body;
}
