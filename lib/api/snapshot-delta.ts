/** What of a snapshot changed since another: a policy touches a few lines of ten thousand. */
import { z } from "zod";
import { column, isCount } from "./column-schema";
import { type Snapshot, snapshotHeadSchema } from "./contract";
import { packServices } from "./pack-services";
import { serviceColumnsSchema } from "./service-columns";
import { unpackServices } from "./unpack-services";

export const snapshotDeltaSchema = snapshotHeadSchema.extend({
  /** The version of the snapshot that it changes, and of no other. */
  from: z.string(),
  /** null = the same as before */
  clientNamespaces: snapshotHeadSchema.shape.clientNamespaces.nullable(),
  /** null = the same as before; they seldom change, and are more than all else of a small change. */
  sources: snapshotHeadSchema.shape.sources.nullable(),
  /** The places of the lines that changed, in order; all others say what they said. */
  lines: column(isCount, { type: "integer", minimum: 0 }),
  services: serviceColumnsSchema,
});
export type SnapshotDelta = z.infer<typeof snapshotDeltaSchema>;

/** Where more than this share of the lines changed, the whole costs a viewer no more. */
const MOST_CHANGED = 0.1;
/** Below this a share says nothing. */
const FEW = 20;

/**
 * @param before, after snapshots whose lines are the same objects where they say the same
 * @returns null = other lines than before, or too many that changed: read the whole
 */
export function snapshotDelta(
  before: Snapshot,
  after: Snapshot,
): SnapshotDelta | null {
  if (before.services.length !== after.services.length) return null;
  const lines: number[] = [];
  for (const [line, row] of after.services.entries()) {
    const was = before.services[line];
    if (was === row) continue;
    if (was?.name !== row.name || was.namespace !== row.namespace) return null;
    lines.push(line);
  }
  if (lines.length > Math.max(FEW, after.services.length * MOST_CHANGED)) {
    return null;
  }
  const { services, clientNamespaces, sources, ...head } = after;
  return {
    ...head,
    from: before.version,
    clientNamespaces: sameTexts(before.clientNamespaces, clientNamespaces)
      ? null
      : clientNamespaces,
    sources: sameSources(before.sources, sources) ? null : sources,
    lines,
    services: packServices(lines.flatMap((line) => services[line] ?? [])),
  };
}

/**
 * The snapshot as it is after the change.
 *
 * @returns null = the change is of another snapshot, or does not fit: read the whole
 */
export function withDelta(
  before: Snapshot,
  { from, lines, clientNamespaces, sources, services, ...head }: SnapshotDelta,
): Snapshot | null {
  if (before.version !== from) return null;
  const rows = unpackServices(services);
  if (rows.length !== lines.length) return null;
  const changed = [...before.services];
  for (const [place, line] of lines.entries()) {
    const row = rows[place];
    const was = changed[line];
    if (!row || was?.name !== row.name || was.namespace !== row.namespace) {
      return null;
    }
    changed[line] = row;
  }
  return {
    ...head,
    clientNamespaces: clientNamespaces ?? before.clientNamespaces,
    sources: sources ?? before.sources,
    services: changed,
  };
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, at) => text === b[at]);
}

/** They are made anew for every snapshot, in one way, so that those that say the same are the same text. */
function sameSources(a: Snapshot["sources"], b: Snapshot["sources"]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
