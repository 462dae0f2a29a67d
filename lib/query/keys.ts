/** Every query key of the app, written once: a prefix invalidates everything under it. */

import type { Window } from "@/lib/api/contract";
import type { EnforcementRequest } from "@/lib/api/enforcement-contract";

export const keys = {
  snapshots: ["snapshot"] as const,
  snapshot: (window: Window) => ["snapshot", window] as const,
  serviceTraffic: (namespace: string, service: string, window: Window) =>
    ["service-traffic", namespace, service, window] as const,
  plan: (request: EnforcementRequest) => ["plan", request] as const,
};
