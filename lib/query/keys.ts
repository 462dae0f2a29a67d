/** Every query key of the app, written once: a prefix invalidates everything under it. */
import type { EnforcementRequest, Window } from "@/lib/api/contract";

export const keys = {
  snapshots: ["snapshot"] as const,
  snapshot: (window: Window) => ["snapshot", window] as const,
  plan: (request: EnforcementRequest) => ["plan", request] as const,
};
