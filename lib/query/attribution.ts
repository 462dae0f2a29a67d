import {
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import {
  type AttributionDto,
  type AttributionRequest,
  attributionSchema,
} from "@/lib/api/attribution-contract";
import {
  type TelemetryOfferDto,
  type TelemetryOfferQuery,
  type TelemetryOrder,
  type TelemetryOutcome,
  telemetryOfferSchema,
  telemetryOutcomeSchema,
} from "@/lib/api/diagnostic-telemetry-contract";
import { keys } from "./keys";
import { request } from "./request";

/**
 * POST /api/attributions: reads the proxies' logs, so it is asked for by a person and never by itself.
 * @throws {ApiError}
 */
function fetchAttribution(wanted: AttributionRequest): Promise<AttributionDto> {
  return request("/api/attributions", attributionSchema, post(wanted));
}

/** The last answer stays until the question is asked again; `mutate` asks. */
export function useFindOutWho() {
  return useMutation({ mutationFn: fetchAttribution });
}

/**
 * GET /api/attributions/telemetry: what would be written to switch one service's access log on.
 * @throws {ApiError}
 */
function fetchTelemetryOffer(
  { namespace, service, durationSeconds }: TelemetryOfferQuery,
  signal: AbortSignal,
): Promise<TelemetryOfferDto> {
  const query = new URLSearchParams({
    namespace,
    service,
    durationSeconds: String(durationSeconds),
  });
  return request(`/api/attributions/telemetry?${query}`, telemetryOfferSchema, {
    cache: "no-store",
    signal,
  });
}

function telemetryOfferQueryOptions(wanted: TelemetryOfferQuery) {
  return queryOptions({
    queryKey: keys.telemetryOffer(wanted),
    queryFn: ({ signal }) => fetchTelemetryOffer(wanted, signal),
    // An offer is a promise about this moment: never shown from a cache, never changed while it is read.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

export function useTelemetryOffer(wanted: TelemetryOfferQuery) {
  return useQuery(telemetryOfferQueryOptions(wanted));
}

/** POST /api/attributions/telemetry: begins or ends it. */
export function useSwitchTelemetry() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (order: TelemetryOrder): Promise<TelemetryOutcome> =>
      request(
        "/api/attributions/telemetry",
        telemetryOutcomeSchema,
        post(order),
      ),
    onSettled: () =>
      client.invalidateQueries({ queryKey: keys.telemetryOffers }),
  });
}

function post(body: object): RequestInit {
  return {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  };
}
