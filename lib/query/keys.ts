/** Every query key of the app, written once: a prefix invalidates everything under it. */

import type { Window } from "@/lib/api/contract";
import type { TelemetryOfferQuery } from "@/lib/api/diagnostic-telemetry-contract";
import type { EnforcementRequest } from "@/lib/api/enforcement-contract";
import type { FindingsQueryText } from "@/lib/api/findings-contract";

export const keys = {
  snapshots: ["snapshot"] as const,
  snapshot: (window: Window) => ["snapshot", window] as const,
  serviceTraffic: (
    namespace: string,
    service: string,
    window: Window,
    caller?: { namespace: string | null; workload: string | null },
  ) => ["service-traffic", namespace, service, window, caller ?? null] as const,
  serviceDetail: (namespace: string, service: string, window: Window) =>
    ["service-detail", namespace, service, window] as const,
  serviceExplanation: (namespace: string, service: string) =>
    ["service-explanation", namespace, service] as const,
  overview: (window: Window) => ["overview", window] as const,
  meshTraffic: (window: Window) => ["mesh-traffic", window] as const,
  findings: (query: FindingsQueryText) => ["findings", query] as const,
  telemetryOffers: ["telemetry-offer"] as const,
  telemetryOffer: (query: TelemetryOfferQuery) =>
    ["telemetry-offer", query] as const,
  legacyTranslation: ["legacy-translation"] as const,
  plan: (request: EnforcementRequest) => ["plan", request] as const,
};
