import "server-only";
import type { MeshSnapshot } from "@/lib/snapshot/mesh-snapshot";
import type { RecentChanges } from "@/lib/snapshot/recent-changes";
import { overviewSchema } from "./overview-contract";
import { overviewVersion, toOverview } from "./overview-dto";

/** Made once per version, however many people look at it. */
const bodies = new WeakMap<
  MeshSnapshot,
  { readonly version: string; readonly text: string }
>();

/** The answer of `GET /api/overview`, checked against its schema. */
export function overviewBody(
  snapshot: MeshSnapshot,
  changes: RecentChanges,
): string {
  const version = overviewVersion(snapshot, changes);
  const known = bodies.get(snapshot);
  if (known?.version === version) return known.text;
  const text = JSON.stringify(
    overviewSchema.parse(toOverview(snapshot, changes)),
  );
  bodies.set(snapshot, { version, text });
  return text;
}
