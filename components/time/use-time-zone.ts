"use client";
import { useSyncExternalStore } from "react";
import { usePreferences } from "@/components/layout/preferences";

/**
 * The IANA name of the zone moments are written in. While the server draws nobody knows the reader's own:
 * it is UTC then, and right away the reader's once the browser has taken over.
 */
export function useTimeZone(): string {
  const { timeZone } = usePreferences();
  const local = useSyncExternalStore(neverChanges, ownZone, () => "UTC");
  return timeZone === "utc" ? "UTC" : local;
}

function neverChanges() {
  return () => {};
}

function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
