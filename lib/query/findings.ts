"use client";
import {
  keepPreviousData,
  queryOptions,
  useQuery,
} from "@tanstack/react-query";
import {
  type Findings,
  type FindingsQueryText,
  findingsSchema,
} from "@/lib/api/findings-contract";
import { keys } from "./keys";
import { request } from "./request";
import { retryIntervalMs } from "./retry-interval";
import { useRenewal } from "./use-renewal";

/** In a large mesh each change costs the server a look at everything, so nobody asks oftener. */
const MIN_INTERVAL_MS = 3_000;

/**
 * GET /api/findings. The browser's cache revalidates with the ETag by itself.
 * @throws {ApiError}
 */
function fetchFindings(
  query: FindingsQueryText,
  signal: AbortSignal,
): Promise<Findings> {
  return request(findingsUrl(query), findingsSchema, {
    cache: "no-cache",
    signal,
  });
}

function findingsUrl(query: FindingsQueryText): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, value);
  }
  return search.size === 0 ? "/api/findings" : `/api/findings?${search}`;
}

function findingsQueryOptions(query: FindingsQueryText) {
  return queryOptions({
    queryKey: keys.findings(query),
    queryFn: ({ signal }) => fetchFindings(query, signal),
    staleTime: MIN_INTERVAL_MS,
    refetchInterval: ({ state }) => retryIntervalMs(state),
  });
}

/**
 * @param version the snapshot's: with each new one the answer is asked for again, but not too often
 * @param keep show the last answer while another question is asked, e.g. with another filter
 */
export function useFindings(
  query: FindingsQueryText,
  version: string | undefined,
  keep = false,
) {
  const found = useQuery({
    ...findingsQueryOptions(query),
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  });
  useRenewal(found, version, MIN_INTERVAL_MS);
  return found;
}
