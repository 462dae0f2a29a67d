"use client";
import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Window } from "@/lib/api/contract";
import {
  type ServiceTraffic,
  serviceTrafficSchema,
} from "@/lib/api/service-traffic-contract";
import { keys } from "./keys";
import { request } from "./request";
import { useRenewal } from "./use-renewal";

/** Each answer is a question to Prometheus, so a mesh that changes all the time asks no oftener. */
const MIN_INTERVAL_MS = 15_000;

interface Wanted {
  readonly namespace: string;
  readonly service: string;
  readonly window: Window;
  /** This caller's calls only; null names are callers of whom telemetry has none. */
  readonly caller?: TrafficCaller | undefined;
}

export interface TrafficCaller {
  readonly namespace: string | null;
  readonly workload: string | null;
}

/**
 * GET /api/services/{namespace}/{service}/traffic: the course of its calls.
 * @throws {ApiError}
 */
function fetchServiceTraffic(
  { namespace, service, window, caller }: Wanted,
  signal: AbortSignal,
): Promise<ServiceTraffic> {
  const query = new URLSearchParams({
    window,
    ...(caller && {
      callerNamespace: caller.namespace ?? "",
      callerWorkload: caller.workload ?? "",
    }),
  });
  const path = [namespace, service].map(encodeURIComponent).join("/");
  return request(
    `/api/services/${path}/traffic?${query}`,
    serviceTrafficSchema,
    { cache: "no-store", signal },
  );
}

function serviceTrafficQueryOptions(wanted: Wanted) {
  const { namespace, service, window, caller } = wanted;
  return queryOptions({
    queryKey: keys.serviceTraffic(namespace, service, window, caller),
    queryFn: ({ signal }) => fetchServiceTraffic(wanted, signal),
    staleTime: MIN_INTERVAL_MS,
  });
}

/** @param version the snapshot's: with each new one the answer is asked for again, but not too often */
export function useServiceTraffic(wanted: Wanted, version: string) {
  const found = useQuery(serviceTrafficQueryOptions(wanted));
  useRenewal(found, version, MIN_INTERVAL_MS);
  return found;
}
