import {
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import {
  type EnforcementOutcome,
  type EnforcementRequest,
  enforcementOutcomeSchema,
  type Plan,
  planSchema,
} from "@/lib/api/enforcement-contract";
import { keys } from "./keys";
import { request } from "./request";

/**
 * POST /api/enforcements?dryRun=true: what the action would do, asked of the API server itself.
 * @throws {ApiError}
 */
function fetchPlan(
  wanted: EnforcementRequest,
  signal: AbortSignal,
): Promise<Plan> {
  return request("/api/enforcements?dryRun=true", planSchema, {
    ...post(wanted),
    signal,
  });
}

/**
 * POST /api/enforcements: does it.
 * @throws {ApiError}
 */
function enforce(wanted: EnforcementRequest): Promise<EnforcementOutcome> {
  return request("/api/enforcements", enforcementOutcomeSchema, post(wanted));
}

function planQueryOptions(wanted: EnforcementRequest) {
  return queryOptions({
    queryKey: keys.plan(wanted),
    queryFn: ({ signal }) => fetchPlan(wanted, signal),
    // A plan is a promise about this moment: never shown from a cache, never changed while it is read.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

export function usePlan(wanted: EnforcementRequest) {
  return useQuery(planQueryOptions(wanted));
}

export function useEnforce() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: enforce,
    // A refusal may have come after a part was done.
    onSettled: () => client.invalidateQueries({ queryKey: keys.snapshots }),
  });
}

function post(body: EnforcementRequest): RequestInit {
  return {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  };
}
