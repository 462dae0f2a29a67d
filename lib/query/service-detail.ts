"use client";
import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Window } from "@/lib/api/contract";
import {
  type ServiceAnswer,
  serviceAnswerSchema,
} from "@/lib/api/service-detail-contract";
import { keys } from "./keys";
import { request } from "./request";
import { useRenewal } from "./use-renewal";

/** It costs the server nothing that it has not done already for the matrix. */
const MIN_INTERVAL_MS = 500;

interface Wanted {
  readonly namespace: string;
  readonly service: string;
  readonly window: Window;
}

/**
 * GET /api/services/{namespace}/{service}: all that is known of one service.
 * @throws {ApiError}
 */
function fetchServiceDetail(
  { namespace, service, window }: Wanted,
  signal: AbortSignal,
): Promise<ServiceAnswer> {
  const path = [namespace, service].map(encodeURIComponent).join("/");
  return request(
    `/api/services/${path}?window=${encodeURIComponent(window)}`,
    serviceAnswerSchema,
    { cache: "no-store", signal },
  );
}

export function serviceDetailQueryOptions(wanted: Wanted) {
  const { namespace, service, window } = wanted;
  return queryOptions({
    queryKey: keys.serviceDetail(namespace, service, window),
    queryFn: ({ signal }) => fetchServiceDetail(wanted, signal),
    staleTime: MIN_INTERVAL_MS,
  });
}

/** @param version the snapshot's: with each new one the answer is asked for again */
export function useServiceDetail(wanted: Wanted, version: string) {
  const { namespace, service } = wanted;
  const found = useQuery({
    ...serviceDetailQueryOptions(wanted),
    // Another window of the same service: its figures stay until those of the new one are there.
    placeholderData: (previous) =>
      previous?.service.namespace === namespace &&
      previous.service.name === service
        ? previous
        : undefined,
  });
  useRenewal(found, version, MIN_INTERVAL_MS);
  return found;
}
