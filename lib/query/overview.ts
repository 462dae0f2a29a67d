"use client";
import {
  keepPreviousData,
  queryOptions,
  useQuery,
} from "@tanstack/react-query";
import type { Window } from "@/lib/api/contract";
import { type Overview, overviewSchema } from "@/lib/api/overview-contract";
import { keys } from "./keys";
import { request } from "./request";
import { retryIntervalMs } from "./retry-interval";
import { useRenewal } from "./use-renewal";

/** Nobody reads faster, and a busy cluster changes with every breath. */
const MIN_INTERVAL_MS = 2_000;

/**
 * GET /api/overview. The browser's cache revalidates with the ETag by itself.
 * @throws {ApiError}
 */
function fetchOverview(window: Window, signal: AbortSignal): Promise<Overview> {
  return request(
    `/api/overview?${new URLSearchParams({ window })}`,
    overviewSchema,
    { cache: "no-cache", signal },
  );
}

function overviewQueryOptions(window: Window) {
  return queryOptions({
    queryKey: keys.overview(window),
    queryFn: ({ signal }) => fetchOverview(window, signal),
    staleTime: MIN_INTERVAL_MS,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => retryIntervalMs(state),
  });
}

/** @param version the snapshot's: with each new one the answer is asked for again, but not too often */
export function useOverview(window: Window, version: string | undefined) {
  const found = useQuery(overviewQueryOptions(window));
  useRenewal(found, version, MIN_INTERVAL_MS);
  return found;
}
