"use client";
import { useCallback, useEffect, useSyncExternalStore } from "react";
import { type PauseReason, refreshPause } from "./refresh-pause";

/** Why this tab does not refresh by itself now; null = it does. */
export function useRefreshPause(): PauseReason | null {
  return useSyncExternalStore(
    useCallback((changed) => refreshPause.subscribe(changed), []),
    () => refreshPause.reason(),
    () => null,
  );
}

/** Keeps the page behind as it is while `held`. */
export function useHoldRefresh(held: boolean): void {
  useEffect(() => (held ? refreshPause.hold() : undefined), [held]);
}
