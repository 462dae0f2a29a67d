import type { Window } from "@/lib/api/contract";

/** GET: the snapshot of one window. */
export function snapshotUrl(window: Window): string {
  return `/api/snapshot?window=${window}`;
}

/** Server-sent events: tells when the snapshot of this window has changed. */
export function snapshotStreamUrl(window: Window): string {
  return `/api/snapshot/stream?window=${window}`;
}
