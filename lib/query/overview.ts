"use client";
import {
  keepPreviousData,
  queryOptions,
  useQuery,
} from "@tanstack/react-query";
import type { Window } from "@/lib/api/contract";
import { type Overview, overviewSchema } from "@/lib/api/overview-contract";
import { problemCode } from "./api-error";
import { keys } from "./keys";
import { request } from "./request";
import { useRenewal } from "./use-renewal";

/** Nobody reads faster, and a busy cluster changes with every breath. */
const MIN_INTERVAL_MS = 2_000;
const STARTING_INTERVAL_MS = 1_000;
const FAILED_INTERVAL_MS = 5_000;

/**
 * GET /api/overview. The browser's cache revalidates with the ETag by itself.
 * @throws {ApiError}
 */
export function fetchOverview(
  window: Window,
  signal: AbortSignal,
): Promise<Overview> {
  return request(
    `/api/overview?${new URLSearchParams({ window })}`,
    overviewSchema,
    { cache: "no-cache", signal },
  );
}

export function overviewQueryOptions(window: Window) {
  return queryOptions({
    queryKey: keys.overview(window),
    queryFn: ({ signal }) => fetchOverview(window, signal),
    staleTime: MIN_INTERVAL_MS,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => {
      if (problemCode(state.error) === "starting") return STARTING_INTERVAL_MS;
      return state.status === "error" ? FAILED_INTERVAL_MS : false;
    },
  });
}

/** @param version the snapshot's: with each new one the answer is asked for again, but not too often */
export function useOverview(window: Window, version: string | undefined) {
  const found = useQuery(overviewQueryOptions(window));
  useRenewal(found, version, MIN_INTERVAL_MS);
  return found;
}
