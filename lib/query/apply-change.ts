import type { QueryClient } from "@tanstack/react-query";
import type { Snapshot, Window } from "@/lib/api/contract";
import { snapshotDeltaSchema, withDelta } from "@/lib/api/snapshot-delta";
import { keys } from "./keys";

/**
 * Makes a change of the stream in the snapshot that the page shows.
 *
 * @param text a `SnapshotDelta` as JSON
 * @returns false = it is not of this snapshot, or another one is being read, or it is not understood: read the whole
 */
export function applyChange(
  client: QueryClient,
  window: Window,
  text: unknown,
): boolean {
  const queryKey = keys.snapshot(window);
  const before = client.getQueryData<Snapshot>(queryKey);
  // An answer under way may be older than the change, and would take it back.
  if (!before || client.isFetching({ queryKey }) > 0) return false;
  const after = changed(before, text);
  if (after) client.setQueryData<Snapshot>(queryKey, after);
  return after !== null;
}

function changed(before: Snapshot, text: unknown): Snapshot | null {
  try {
    const delta = snapshotDeltaSchema.safeParse(JSON.parse(String(text)));
    return delta.success ? withDelta(before, delta.data) : null;
  } catch {
    return null;
  }
}
