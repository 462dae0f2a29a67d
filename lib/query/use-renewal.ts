"use client";
import type { UseQueryResult } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

/**
 * Asks a query again with each new version of the snapshot, but not before `minIntervalMs` have passed since
 * its last answer, good or bad: a busy cluster changes with every breath.
 *
 * @param version undefined = there is no snapshot yet; the first version is the one the query was asked with
 */
export function useRenewal(
  {
    refetch,
    isFetching,
    dataUpdatedAt,
    errorUpdatedAt,
  }: Pick<
    UseQueryResult,
    "refetch" | "isFetching" | "dataUpdatedAt" | "errorUpdatedAt"
  >,
  version: string | undefined,
  minIntervalMs: number,
): void {
  const answeredAtMs = Math.max(dataUpdatedAt, errorUpdatedAt);
  const shownVersion = useRef(version);
  useEffect(() => {
    shownVersion.current ??= version;
    if (isFetching || shownVersion.current === version) return;
    const waitMs = Math.max(0, answeredAtMs + minIntervalMs - Date.now());
    const timer = setTimeout(() => {
      shownVersion.current = version;
      void refetch();
    }, waitMs);
    return () => clearTimeout(timer);
  }, [version, answeredAtMs, isFetching, refetch, minIntervalMs]);
}
