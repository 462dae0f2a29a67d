"use client";
import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Window } from "@/lib/api/contract";
import {
  type MeshTraffic,
  meshTrafficSchema,
} from "@/lib/api/overview-contract";
import { keys } from "./keys";
import { request } from "./request";
import { useRenewal } from "./use-renewal";

/** The server asks Prometheus no oftener either. */
const MIN_INTERVAL_MS = 15_000;
const FAILED_INTERVAL_MS = 5_000;

/**
 * GET /api/traffic: the course of all calls.
 * @throws {ApiError}
 */
function fetchMeshTraffic(
  window: Window,
  signal: AbortSignal,
): Promise<MeshTraffic> {
  return request(
    `/api/traffic?${new URLSearchParams({ window })}`,
    meshTrafficSchema,
    { cache: "no-store", signal },
  );
}

function meshTrafficQueryOptions(window: Window) {
  return queryOptions({
    queryKey: keys.meshTraffic(window),
    queryFn: ({ signal }) => fetchMeshTraffic(window, signal),
    staleTime: MIN_INTERVAL_MS,
    refetchInterval: ({ state }) =>
      state.status === "error" ? FAILED_INTERVAL_MS : false,
  });
}

/** @param version the snapshot's: with each new one the answer is asked for again, but not too often */
export function useMeshTraffic(window: Window, version: string | undefined) {
  const found = useQuery(meshTrafficQueryOptions(window));
  useRenewal(found, version, MIN_INTERVAL_MS);
  return found;
}
