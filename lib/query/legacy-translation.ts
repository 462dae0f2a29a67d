"use client";
import { queryOptions, useQuery } from "@tanstack/react-query";
import {
  type LegacyTranslation,
  legacyTranslationSchema,
} from "@/lib/api/legacy-contract";
import { keys } from "./keys";
import { request } from "./request";

/**
 * GET /api/legacy-translation: the legacy policies in today's words.
 * @throws {ApiError}
 */
function fetchLegacyTranslation(
  signal: AbortSignal,
): Promise<LegacyTranslation> {
  return request("/api/legacy-translation", legacyTranslationSchema, {
    cache: "no-store",
    signal,
  });
}

/** Asked for when it is looked at: the view is a moment's reading, to be copied. */
function legacyTranslationQueryOptions() {
  return queryOptions({
    queryKey: keys.legacyTranslation,
    queryFn: ({ signal }) => fetchLegacyTranslation(signal),
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
}

export function useLegacyTranslation() {
  return useQuery(legacyTranslationQueryOptions());
}
