"use client";
import { queryOptions, useQuery } from "@tanstack/react-query";
import {
  type ServiceExplanation,
  serviceExplanationSchema,
} from "@/lib/api/explanation-contract";
import { keys } from "./keys";
import { request } from "./request";
import { useRenewal } from "./use-renewal";

/** A busy cluster changes with every breath, and nobody reads that fast. */
const MIN_INTERVAL_MS = 3_000;

interface Wanted {
  readonly namespace: string;
  readonly service: string;
}

/**
 * GET /api/services/{namespace}/{service}/explanation: why its ports accept what they accept.
 * @throws {ApiError}
 */
function fetchServiceExplanation(
  { namespace, service }: Wanted,
  signal: AbortSignal,
): Promise<ServiceExplanation> {
  const path = [namespace, service].map(encodeURIComponent).join("/");
  return request(
    `/api/services/${path}/explanation`,
    serviceExplanationSchema,
    { cache: "no-store", signal },
  );
}

function serviceExplanationQueryOptions(wanted: Wanted) {
  return queryOptions({
    queryKey: keys.serviceExplanation(wanted.namespace, wanted.service),
    queryFn: ({ signal }) => fetchServiceExplanation(wanted, signal),
  });
}

/** @param version the snapshot's: with each new one the answer is asked for again, and the last one stays meanwhile */
export function useServiceExplanation(wanted: Wanted, version: string) {
  const found = useQuery(serviceExplanationQueryOptions(wanted));
  useRenewal(found, version, MIN_INTERVAL_MS);
  return found;
}
